/// Why a method has no twin that records its call.
struct Unrecordable: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

/// The method of `Program` that records the call which another method makes.
struct RecordedCall {
    let made: CallMethod
    private(set) var parameters: [String] = []
    private(set) var arguments: [String] = []
    /// The parameters that are descriptors, and what there is of them in the arguments.
    private var placed: [String: String] = [:]

    /// - Throws: ``Unrecordable``, or ``SourceError``.
    init(_ method: CallMethod) throws {
        made = method
        if let unusual = method.unusual { throw Unrecordable(unusual) }
        addOwner()
        for parameter in method.parameters { try add(parameter) }
        if let pointer = method.result.first(where: \.isPointer) {
            throw Unrecordable("returns a \(pointer.text)")
        }
        guard let arguments = try method.arguments() else {
            throw Unrecordable("does more than make one call")
        }
        for argument in arguments { self.arguments.append(try recorded(argument)) }
    }

    private mutating func addOwner() {
        switch made.owner {
        case .pathBase: addDescriptor(name: "base", replacing: "self")
        case .descriptor: addDescriptor(name: "descriptor", replacing: "self")
        case .systemCalling: placed["self"] = "FileDescriptorNumber.workingDirectory"
        }
    }

    private mutating func addDescriptor(name: String, replacing word: String) {
        parameters.append("_ \(name): \(descriptorType)")
        placed[word] = "\(name).placed(in: self)"
    }

    /// Only values can be recorded, since a borrowed pointer may be gone before the program runs.
    private mutating func add(_ parameter: CallMethod.Parameter) throws(Unrecordable) {
        let (name, words) = (parameter.name, parameter.type)
        if ["base", "descriptor"].contains(name) { throw Unrecordable("has a parameter named \(name)") }
        if words.contains(where: { $0.text == "->" }) { throw Unrecordable("takes a closure") }
        if let pointer = words.first(where: \.isPointer) { throw Unrecordable("takes a \(pointer.text)") }
        if ["inout", "consuming"].contains(words[0].text) {
            throw Unrecordable("takes \(parameter.name) \(words[0].text)")
        }
        parameters.append(
            (parameter.label.map { "\($0) " } ?? "") + "\(name): \(try type(of: parameter))"
                + (parameter.defaultValue.map { " = \($0)" } ?? ""))
    }

    private mutating func type(of parameter: CallMethod.Parameter) throws(Unrecordable) -> String {
        let type = parameter.type.swift
        guard type.hasPrefix("borrowing ") else { return type }
        if ["borrowing some PathBase & ~Copyable", "borrowing OwnedFileDescriptor"].contains(type) {
            placed[parameter.name] = "\(parameter.name).placed(in: self)"
            return descriptorType
        }
        // A recorded argument is copied, so it has the type of which the other is the one that may not be copyable.
        let arguments = [
            "PathInput": "PathArgument", "StringInput": "StringArgument", "ValueInput": "ValueArgument",
            "SockaddrInput": "SockaddrArgument",
        ]
        guard parameter.type[1].text == "some", let argument = arguments[parameter.type[2].text] else {
            throw Unrecordable("takes \(parameter.name) borrowed")
        }
        return "some \(argument)\(parameter.type.dropFirst(3).swift) & Sendable"
    }

    private func recorded(_ argument: [Token]) throws(Unrecordable) -> String {
        if argument.count == 1, let descriptor = placed[argument[0].text] { return descriptor }
        for index in argument.indices { try checkKnown(index, in: argument) }
        return argument.swift
    }

    /// - Throws: If `Program` can't see what the word at `index` means.
    private func checkKnown(_ index: Int, in argument: [Token]) throws(Unrecordable) {
        let token = argument[index]
        let word = token.text
        if word.contains("\\(") { throw Unrecordable("interpolates \(word)") }
        let isParameter = made.parameters.contains { $0.name == word }
        if made.privateNames.contains(word), !isParameter {
            throw Unrecordable("uses \(word), which is private")
        }
        guard token.isWord, word.first?.isUppercase == false else {
            if word == "Self" { throw Unrecordable("uses Self") }
            return
        }
        let next = argument[(index + 1)...].first
        let isMember = index > 0 && argument[index - 1].text == "."
        let isLabel = next?.text == ":" && next?.isSpaced == false
        if isMember || isLabel { return }
        if placed[word] != nil { throw Unrecordable("uses \(word) other than as an argument") }
        let known = ["try", "process", "true", "false", "nil"]
        guard known.contains(word) || isParameter else { throw Unrecordable("uses \(word)") }
    }
}

private let descriptorType = "borrowing some DescriptorArgument & ~Copyable"

extension Token {
    /// Whether it is the name of a type of pointers.
    fileprivate var isPointer: Bool { text.hasSuffix("Pointer") }
}
