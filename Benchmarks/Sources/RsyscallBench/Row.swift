import Foundation

/// One line of the result.
struct Row: Encodable {
    let name: String
    let unit: String
    let ours: Double
    let reference_name: String
    let reference: Double
    let ratio: Double

    var line: String {
        padded(name, 24) + padded("\(rounded(ours)) \(unit)", 20)
            + padded("\(reference_name): \(rounded(reference)) \(unit)", 64) + "ratio \(rounded(ratio))"
    }

    /// The rows as a table in Markdown, with every column as wide as its longest cell.
    static func table(_ rows: [Row]) -> String {
        let head = ["row", "ours", "reference", "ratio", "what the reference is"]
        let cells = rows.map { row in
            [
                row.name, "\(row.rounded(row.ours)) \(row.unit)", "\(row.rounded(row.reference)) \(row.unit)",
                String(format: "%.2f", row.ratio), row.reference_name,
            ]
        }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return ([head, rule] + cells).map { cells in
            "| " + zip(cells, widths).map { padded($0, $1) }.joined(separator: " | ") + " |"
        }.joined(separator: "\n")
    }

    private func rounded(_ value: Double) -> String {
        value < 10 ? String(format: "%.4g", value) : String(format: "%.1f", value)
    }
}

private func padded(_ text: String, _ width: Int) -> String {
    text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
}
