/// Reads the public methods in the extensions of the types whose calls can be recorded.
///
/// It knows as much of Swift as those extensions use, and throws at anything else there.
struct CallReader {
    private let file: String
    private var methods: [CallMethod] = []

    static func methods(in source: String, of file: String) throws(SourceError) -> [CallMethod] {
        let tokens = try Lexer.tokens(of: source, in: file)
        var reader = CallReader(file: file)
        try reader.readFile(TokenReader(tokens[...], in: file))
        let privateNames = privateNames(in: tokens)
        for index in reader.methods.indices { reader.methods[index].privateNames = privateNames }
        return reader.methods
    }

    private init(file: String) { self.file = file }

    private mutating func readFile(_ source: TokenReader) throws(SourceError) {
        var source = source
        while !source.rest.isEmpty {
            guard source.take("extension") else {
                // Whatever else the file declares.
                if source.isNext("{") { _ = try source.group() } else { _ = try source.next() }
                continue
            }
            let name = try source.next().text
            let condition = try source.take(until: ["{"]).swift
            let members = TokenReader(try source.group(), in: file)
            guard let owner = CallMethod.Owner(rawValue: name), !condition.hasPrefix(".") else { continue }
            guard ["", "where Self: ~Copyable"].contains(condition) || condition.hasPrefix(":") else {
                throw members.error("an extension of \(name) \(condition)")
            }
            try readMembers(members, of: owner)
        }
    }

    private mutating func readMembers(
        _ members: TokenReader, of owner: CallMethod.Owner
    ) throws(SourceError) {
        var members = members
        while !members.rest.isEmpty {
            let modifiers = try readModifiers(&members)
            let kind = try members.next().text
            switch kind {
            case "func":
                let method = try readMethod(&members, modifiers, of: owner)
                if modifiers.contains("public") { methods.append(method) }
            case "var", "init":
                _ = try members.take(until: ["{"])
                _ = try members.group()
            default:
                throw members.error("expects a method, an initializer or a computed property, not \(kind)")
            }
        }
    }

    private func readModifiers(_ members: inout TokenReader) throws(SourceError) -> [String] {
        let known = ["public", "fileprivate", "private", "static", "consuming", "mutating"]
        var modifiers: [String] = []
        while let text = members.rest.first?.text, known.contains(text) || text.hasPrefix("@") {
            modifiers.append(try members.next().text)
            if text.hasPrefix("@"), members.isNext("(") { _ = try members.group() }
        }
        return modifiers
    }

    private func readMethod(
        _ members: inout TokenReader, _ modifiers: [String], of owner: CallMethod.Owner
    ) throws(SourceError) -> CallMethod {
        let name = try members.next()
        var unusual = modifiers.first { ["static", "consuming", "mutating"].contains($0) }.map { "is \($0)" }
        if members.isNext("<") { unusual = "is generic, \(try members.take(until: ["("]).swift)" }
        var list = TokenReader(try members.group(), in: file)
        var parameters: [CallMethod.Parameter] = []
        for parameter in try list.list() { parameters.append(try readParameter(parameter)) }
        let effects = try members.take(until: ["->", "where", "{"]).swift
        if effects != "async throws" { unusual = unusual ?? "is not just async throws" }
        let result = members.take("->") ? Array(try members.take(until: ["where", "{"])) : []
        if !members.isNext("{") { unusual = "is generic, \(try members.take(until: ["{"]).swift)" }
        return CallMethod(
            owner: owner, name: name.text, parameters: parameters, result: result,
            isDiscardable: modifiers.contains("@discardableResult"), unusual: unusual,
            body: Array(try members.group()), file: file, line: name.line)
    }

    private func readParameter(_ tokens: ArraySlice<Token>) throws(SourceError) -> CallMethod.Parameter {
        var reader = TokenReader(tokens, in: file)
        let names = try reader.take(until: [":"]).map(\.text)
        guard 1...2 ~= names.count else { throw reader.error("a parameter with \(names.count) names") }
        try reader.expect(":")
        let type = try reader.take(until: ["="])
        let defaultValue = reader.take("=") ? reader.rest.swift : nil
        return CallMethod.Parameter(
            label: names.count == 2 ? names[0] : nil, name: names[names.count - 1], type: Array(type),
            defaultValue: defaultValue)
    }

    /// The names that the file keeps to itself.
    private static func privateNames(in tokens: [Token]) -> Set<String> {
        let kinds = ["func", "var", "let", "struct", "enum", "typealias"]
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() where ["private", "fileprivate"].contains(token.text) {
            guard let kind = tokens[index...].firstIndex(where: { kinds.contains($0.text) }) else { continue }
            names.insert(tokens[kind + 1].text)
        }
        return names
    }
}
