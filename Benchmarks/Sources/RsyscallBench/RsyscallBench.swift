import ArgumentParser
import Foundation

@main
struct RsyscallBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rsyscall-bench",
        abstract: "Measures rsyscall against the same work in C, both in one run.")

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Measure only this row; may be given more than once.",
            discussion: "The rows are \(Measurement.all.map(\.name).joined(separator: ", ")).",
            valueName: "name"))
    var only: [String] = []

    @Option(name: .long, help: .hidden)
    var delaying: Int?

    @Flag(name: .long, help: "Print one JSON array.")
    var json = false

    @Flag(name: .long, help: "Print one table once every row is measured.")
    var table = false

    func validate() throws {
        guard !(json && table) else { throw ValidationError("--json and --table exclude each other") }
        let names = Set(Measurement.all.map(\.name))
        for name in only where !names.contains(name) {
            throw ValidationError(
                "no row is called \(name); there are \(names.sorted().joined(separator: ", "))")
        }
    }

    func run() async throws {
        if let delaying { return DelayedBytes(milliseconds: delaying).carry() }
        var rows: [Row] = []
        for measurement in Measurement.all where only.isEmpty || only.contains(measurement.name) {
            let row = try await measurement.run()
            rows.append(row)
            if !json && !table {
                print(row.line)
                fflush(nil)
            }
        }
        if table { print(Row.table(rows)) }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            print(String(decoding: try encoder.encode(rows), as: UTF8.self))
        }
    }
}
