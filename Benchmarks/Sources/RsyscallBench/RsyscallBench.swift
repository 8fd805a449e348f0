import ArgumentParser
import Foundation

@main
struct RsyscallBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall-bench",
        abstract: "Measures rsyscall against the same work in C, both in one run.")

    @Option(name: .long, help: "Measure only this row; may be given more than once.")
    var only: [String] = []

    @Flag(name: .long, help: "Print one JSON array.")
    var json = false

    func validate() throws {
        let names = Set(Measurement.all.map(\.name))
        for name in only where !names.contains(name) {
            throw ValidationError(
                "no row is called \(name); there are \(names.sorted().joined(separator: ", "))")
        }
    }

    func run() async throws {
        var rows: [Row] = []
        for measurement in Measurement.all where only.isEmpty || only.contains(measurement.name) {
            let row = try await measurement.run()
            rows.append(row)
            if !json {
                print(row.line)
                fflush(nil)
            }
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(rows), as: UTF8.self))
        }
    }
}

/// One line of the result.
struct Row: Encodable {
    let name: String
    let unit: String
    let ours: Double
    let reference_name: String
    let reference: Double
    let ratio: Double

    var line: String {
        func padded(_ text: String, _ width: Int) -> String {
            text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
        }
        return padded(name, 24) + padded("\(rounded(ours)) \(unit)", 20)
            + padded("\(reference_name): \(rounded(reference)) \(unit)", 64) + "ratio \(rounded(ratio))"
    }

    private func rounded(_ value: Double) -> String {
        value < 10 ? String(format: "%.4g", value) : String(format: "%.1f", value)
    }
}

/// What one row measures: rounds of ours and of the reference, in turn, and the median of each.
struct Measurement {
    let name: String
    let unit: String
    let referenceName: String
    let rounds: Int
    /// One round of each; in the row's unit.
    let measure: () async throws -> (ours: Double, reference: Double)

    func run() async throws -> Row {
        var ours: [Double] = []
        var reference: [Double] = []
        for _ in 0..<rounds {
            let round = try await measure()
            ours.append(round.ours)
            reference.append(round.reference)
        }
        let (our, their) = (median(ours), median(reference))
        return Row(
            name: name, unit: unit, ours: our, reference_name: referenceName, reference: their,
            ratio: our / their)
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
}

/// The nanoseconds that `body` takes.
func nanoseconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
}
