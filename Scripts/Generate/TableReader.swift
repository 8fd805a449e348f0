/// A line that is no row, no directive and no comment.
struct TableError: Error, CustomStringConvertible {
    let table: String
    let line: Int
    let problem: String
    var description: String { "\(table):\(line): \(problem)" }
}

extension Table {
    /// Reads a table. Its lines are:
    ///
    ///     # A comment.
    ///     @include linux/fcntl.h                        for the test that compares the numbers
    ///     @file Fcntl/FcntlConstants.swift              where the following goes
    ///     @flags OpenFlags CInt O_ | How a file is opened; see `open(2)`.
    ///     @constants PR CInt PR_ .thread unknown:all | An operation of `prctl(2)`.
    ///     @members PER domainNames PER_ .enum | Every domain with its name in C.
    ///     @calls SYS __NR_
    ///     @requests IoctlRequest namespaces -.waits | Those of a namespace's file.
    ///     @options SocketOption .tcp -                  whose members have their whole names
    ///
    /// and rows, which are the name in C, the member if it isn't the rest of that name in lowercase, one number
    /// or those of x86_64 and aarch64 (`-` if there is none), effects, and a description:
    ///
    ///     O_DIRECT           0x4000 0x10000         | Bypasses the page cache.
    ///     FASYNC      async  0x2000                 | Sends a signal when input or output becomes possible.
    ///     PR_SET_NAME        15                     | Sets the name of the calling thread.
    ///     F_GETLK            5         writes:Flock | Reports the first lock that conflicts.
    ///     FSCONFIG_SET_PATH  3           takes:path | Sets a parameter to the file at a path.
    ///     SIGIOT             6             .unnamed | Another name of `abrt`.
    ///     WNOHANG            0x1    .thread -.waits | Returns at once if no child has changed its state.
    ///     -           query  0xffffffff  -.diverges | Sets nothing, and so only reads the persona.
    ///     TIOCGWINSZ         0x5413   fills:Winsize | Reports the size of the window.
    ///     SO_REUSEADDR       2           value:Bool | Lets an address be bound to that is still occupied.
    ///
    /// The effects of a row in `@calls` are those of the call. Elsewhere they are what a call has in addition if it is
    /// made with the constant, or with a minus what it doesn't have then. After a directive they are those of every
    /// row; `unknown:all` gives every effect to numbers that no row has.
    ///
    /// `reads:` and `writes:` mark an operation of a call whose argument is the address of such a value,
    /// `takes:numbers` one whose arguments the kernel never takes for addresses, and another `takes:` says what the
    /// call takes with the operation.
    /// A request of `ioctl` takes its address and `reads:`, `fills:` or `updates:` such a value there; it `takes:nothing`,
    /// `takes:number` or `takes:descriptor`; it `returns:` a number as such a value; or it `opens:nothing`, and returns a
    /// descriptor, or `opens:flags`, and takes the flags of that. A socket option has a `value:` of a type.
    /// `.enum` marks what the header declares as enumerators, which the preprocessor doesn't see; only the test
    /// needs to know. `.unnamed` marks what the list of names leaves out.
    init(name: String, text: String) throws(TableError) {
        self.name = name
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            do {
                try read(line)
            } catch {
                throw TableError(table: name, line: index + 1, problem: error.problem)
            }
        }
    }

    private struct Problem: Error {
        let problem: String
        init(_ problem: String) { self.problem = problem }
    }

    private mutating func read(_ line: Substring) throws(Problem) {
        let parts = line.split(separator: "|", maxSplits: 1)
        guard let words = parts.first?.split(separator: " ").map({ String($0) }), let first = words.first,
            !first.hasPrefix("#")
        else { return }
        let description = parts.count > 1 ? String(parts[1].drop { $0 == " " }).trimmed : ""
        if first.hasPrefix("@") {
            try readDirective(words, description)
        } else {
            try readRow(words, description)
        }
    }

    private mutating func readDirective(_ words: [String], _ description: String) throws(Problem) {
        switch words[0] {
        case "@include":
            break
        case "@file" where words.count == 2:
            files.append(File(path: words[1]))
        default:
            guard let kind = Group.Kind(rawValue: String(words[0].dropFirst())) else {
                throw Problem("there is no directive \(words[0])")
            }
            let attributes = words.filter(isAttribute)
            let unknown = "unknown:all"
            let names = words.filter { !isAttribute($0) && $0 != unknown }
            guard !files.isEmpty else { throw Problem("no @file before it") }
            guard names.count == ([.calls, .requests, .options].contains(kind) ? 3 : 4),
                attributes.count == 1 || kind != .options
            else {
                throw Problem("\(words[0]) has \(names.count) words")
            }
            files[files.endIndex - 1].groups.append(
                Group(
                    kind: kind, type: names[1],
                    detail: kind == .options ? attributes[0] : kind == .calls ? "" : names[2],
                    prefix: kind == .requests || names[2] == "-" ? "" : names[names.endIndex - 1],
                    effects: kind == .options ? [] : added(attributes),
                    removedEffects: removed(attributes), unknownHasAll: words.contains(unknown),
                    description: description))
        }
    }

    private mutating func readRow(_ words: [String], _ description: String) throws(Problem) {
        guard let group = files.last?.groups.last else { throw Problem("a row without a type") }
        guard !description.isEmpty else { throw Problem("\(words[0]) has no description") }
        let name = words[0]
        let attributes = words.filter(isAttribute)
        let numbers = words.dropFirst().filter(isNumber)
        let facts = words.filter { $0.contains(":") }
        let members = words.dropFirst().filter {
            !isAttribute($0) && !isNumber($0) && !facts.contains($0)
        }
        guard 1...2 ~= numbers.count, members.count <= 1 else {
            throw Problem("\(name) has \(numbers.count) numbers and \(members.count) names")
        }
        let isCall = group.kind == .calls
        guard let member = members.first ?? derivedMember(name, isCall ? "" : group.prefix) else {
            throw Problem("\(name) doesn't begin with \(group.prefix) and has no member's name")
        }
        guard isCall || !numbers.contains("-") else { throw Problem("\(name) must have both numbers") }
        let hasUse = [.requests, .options].contains(group.kind)
        guard facts.isEmpty || hasUse || group.kind == .constants else {
            throw Problem("\(name) is no operation")
        }
        let use = facts.count == 1 ? use(facts[0], of: group.kind) : nil
        guard !hasUse || use != nil else { throw Problem("\(name) has no known use") }
        let operationFacts = hasUse ? [] : facts
        let taken = value(of: "takes", in: operationFacts).map { ".\($0)" }
        let takesNumbers = taken == ".numbers"
        let uses =
            ["reads", "writes"].compactMap { kind in
                value(of: kind, in: operationFacts).map { ".\(kind)(\($0).self)" }
            } + (takesNumbers ? [".numbers"] : [])
        guard uses.count + (taken == nil || takesNumbers ? 0 : 1) == operationFacts.count else {
            throw Problem("\(name) has facts that contradict each other or aren't known")
        }
        let row = Row(
            nameInC: name == "-" ? nil : name, member: member, x86_64: present(numbers[0]),
            aarch64: present(numbers[numbers.count - 1]), effects: added(attributes),
            removedEffects: removed(attributes), memoryUse: uses.first, arguments: takesNumbers ? nil : taken,
            use: hasUse ? use : nil,
            isNamed: name != "-" && !attributes.contains(".unnamed"),
            description: description)
        files[files.endIndex - 1].groups[files[files.endIndex - 1].groups.endIndex - 1].rows.append(row)
    }
}

private func isAttribute(_ word: String) -> Bool { word.hasPrefix(".") || word.hasPrefix("-.") }

private func added(_ attributes: [String]) -> [String] {
    attributes.filter { $0.hasPrefix(".") && ![".enum", ".unnamed"].contains($0) }
}

private func removed(_ attributes: [String]) -> [String] {
    attributes.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
}

private func isNumber(_ word: String) -> Bool {
    word == "-" || word.drop { $0 == "-" }.first?.isNumber == true
}

/// What stands after `kind:`.
private func value(of kind: String, in facts: [String]) -> Substring? {
    facts.first { $0.hasPrefix("\(kind):") }?.dropFirst(kind.count + 1)
}

/// How a request of `ioctl` passes its argument: what `IoctlUse` has for the fact.
private func use(_ fact: String, of kind: Table.Group.Kind) -> String? {
    let parts = fact.split(separator: ":", maxSplits: 1).map { String($0) }
    let detail = parts.count == 2 ? parts[1] : ""
    if kind == .options { return parts[0] == "value" && detail != "" ? detail : nil }
    switch (parts[0], detail) {
    case ("takes", "nothing"): return "Nothing"
    case ("takes", "number"): return "Number"
    case ("takes", "descriptor"): return "Descriptor"
    case ("opens", "nothing"): return "Opens"
    case ("opens", "flags"): return "OpensWithFlags"
    case ("reads", let type) where type != "": return "Reads<\(type)>"
    case ("fills", let type) where type != "": return "Fills<\(type)>"
    case ("updates", let type) where type != "": return "Updates<\(type)>"
    case ("returns", let type) where type != "": return "Returns<\(type)>"
    default: return nil
    }
}

private func present(_ number: String) -> String? {
    number == "-" ? nil : number
}

private func derivedMember(_ name: String, _ prefix: String) -> String? {
    name.hasPrefix(prefix) ? name.dropFirst(prefix.count).lowercased() : nil
}
