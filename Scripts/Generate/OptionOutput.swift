/// The options of sockets: for each type of values an extension.
extension Table.Group {
    func writeOptions(to text: inout SwiftText) {
        for (index, (valueType, rows)) in rowsByUse.enumerated() {
            if index > 0 { text.line() }
            text.line("extension \(type) where Value == \(valueType) {")
            for row in rows {
                let name = row.nameInC ?? ""
                text.comment("`\(name)`: " + row.description, indent: 1)
                text.property(
                    "public static var \(escaped(row.member)): \(type)", type,
                    [detail, row.x86_64 ?? "0", "\"\(name)\""], indent: 1)
            }
            text.line("}")
        }
    }
}
