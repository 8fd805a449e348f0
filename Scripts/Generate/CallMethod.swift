/// A public method that makes a system call, as its source has it.
struct CallMethod {
    struct Parameter {
        /// What callers write before the argument; nil if it is the name.
        let label: String?
        let name: String
        let type: [Token]
        let defaultValue: String?
    }

    /// The types whose calls a program can record.
    enum Owner: String {
        case pathBase = "PathBase"
        case systemCalling = "SystemCalling"
        case descriptor = "OwnedFileDescriptor"
    }

    let owner: Owner
    let name: String
    let parameters: [Parameter]
    let result: [Token]
    let isDiscardable: Bool
    /// What tells its declaration from that of a plain `async throws` method.
    let unusual: String?
    let body: [Token]
    /// What else of its file the rest of the module can't see.
    var privateNames: Set<String> = []
    let file: String
    let line: Int

    /// The name and the labels, as documentation refers to it.
    var fullName: String {
        "\(name)(\(parameters.map { "\($0.label ?? $0.name):" }.joined()))"
    }
}

extension CallMethod {
    /// The call, and its arguments, that is all the method does; nil if it does anything else.
    ///
    /// - Throws: If it looks like one call, but isn't written like the others.
    func arguments() throws(SourceError) -> [[Token]]? {
        let head = ["try", "await", "process", ".", "syscall", "("]
        guard body.prefix(head.count).map(\.text) == head else {
            if body.first?.text == "return", body.dropFirst().prefix(head.count).map(\.text) == head {
                throw SourceError(file: file, line: line, problem: "\(name) has a needless return")
            }
            return nil
        }
        var reader = TokenReader(body[(head.count - 1)...], in: file)
        var list = TokenReader(try reader.group(), in: file)
        guard reader.rest.isEmpty else { return nil }
        return try list.list().map { Array($0) }
    }
}
