/// The requests of `ioctl`: for each way to pass an argument an extension, and a list of all of them for the test.
extension Table.Group {
    func writeRequests(to text: inout SwiftText) {
        for (use, rows) in rowsByUse {
            text.line("extension \(type) where Use == IoctlUse.\(use) {")
            for row in rows {
                text.comment("`\(row.nameInC ?? "")`: " + row.description, indent: 1)
                let removed = removedEffects + row.removedEffects
                text.property(
                    "public static var \(row.member): \(type)", type,
                    [row.x86_64 ?? "0", "\"\(row.nameInC ?? "")\""]
                        + (removed.isEmpty ? [] : ["removing: \(optionSet(removed))"]), indent: 1)
            }
            text.line("}")
            text.line()
        }
        text.line("extension KnownRequest {")
        text.comment(description, indent: 1)
        text.line("static let \(detail): [KnownRequest] = [", indent: 1)
        text.wrapped(
            rows.map { "KnownRequest(\(type).\($0.member))" }, separator: ", ", indent: 2,
            end: rows.count > 1 ? "," : "")
        text.line("]", indent: 1)
        text.line("}")
    }

    /// The ways to pass an argument, or the types of values, in the order of their first rows, with the rows of each.
    var rowsByUse: [(use: String, rows: [Table.Row])] {
        var groups: [(use: String, rows: [Table.Row])] = []
        for row in rows {
            let use = row.use ?? ""
            if let index = groups.firstIndex(where: { $0.use == use }) {
                groups[index].rows.append(row)
            } else {
                groups.append((use, [row]))
            }
        }
        return groups
    }
}
