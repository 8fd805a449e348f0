import Rsyscall
import SystemPackage

extension Run {
    /// Returns the shape that the options ask for.
    ///
    /// - Throws: ``Failure`` for a mistake in one.
    func shape() throws(Failure) -> Shape {
        let words = ArgumentText.command ?? []
        guard let program = words.first else { throw .mistake("no command is given after --") }
        guard !program.bytes.isEmpty else { throw .mistake("the command is an empty word") }
        var shape = Shape(command: Command(program, Array(words.dropFirst())))
        shape.namespaces = try namespaces()
        shape.root = try root.map { (text) throws(Failure) in try path(text, "--root") }
        shape.mounts = try mounts()
        shape.directory = try chdir.map { (text) throws(Failure) in try path(text, "--chdir") }
        shape.environment = try environment()
        shape.setsPWD = setenv.contains { $0.hasPrefix("PWD=") }
        shape.descriptors = try descriptors()
        shape.user = try uid.map { (number) throws(Failure) in Uid(try identity(number, "--uid")) }
        shape.group = try gid.map { (number) throws(Failure) in Gid(try identity(number, "--gid")) }
        shape.hostname = hostname.map { CString(argument: $0) }
        shape.noNewPrivs = noNewPrivs
        shape.dropCaps = dropCaps
        shape.newSession = newSession
        shape.allowRemount = allowRemount

        if (shape.root != nil || !shape.mounts.isEmpty) && !shape.namespaces.contains(.newns) {
            throw .mistake("\(shape.mounts.first?.option ?? "--root"): needs mount in --new")
        }
        if hostname != nil && !shape.namespaces.contains(.newuts) {
            throw .mistake("--hostname: needs uts in --new")
        }
        if let root = shape.root, let other = shape.mounts.first(where: \.isRoot) {
            throw .mistake("\(other.option): the root is \(root) already")
        }
        return shape
    }

    private func namespaces() throws(Failure) -> CLONE {
        var flags: CLONE = []
        for list in new {
            for name in list.split(separator: ",", omittingEmptySubsequences: false) {
                guard let flag = Shape.namespaces.first(where: { $0.key == name })?.value else {
                    let names = Shape.namespaces.map(\.key).joined(separator: ", ")
                    throw .mistake("--new \(list): no namespace is called '\(name)', only \(names)")
                }
                flags.insert(flag)
            }
        }
        return flags
    }

    /// The mounts, each after those that it lies in by its name. Where links inside lead is not known yet.
    private func mounts() throws(Failure) -> [Shape.Mount] {
        var mounts: [Shape.Mount] = []
        for text in bind { mounts.append(try binding("--bind", text, readOnly: false)) }
        for text in roBind { mounts.append(try binding("--ro-bind", text, readOnly: true)) }
        for text in tmpfs { mounts.append(.init(kind: .tmpfs, target: try target(text, "--tmpfs \(text)"))) }
        for text in proc { mounts.append(.init(kind: .proc, target: try below(text, "--proc \(text)"))) }
        for text in dev { mounts.append(.init(kind: .dev, target: try below(text, "--dev \(text)"))) }
        // The sort keeps the order of those at one depth, which do not meet.
        mounts.sort { $0.target.components.count < $1.target.components.count }
        var taken: [FilePath: Shape.Mount] = [:]
        for mount in mounts {
            if let other = taken.updateValue(mount, forKey: mount.target) {
                throw .mistake("\(mount.option): would hide \(other.option)")
            }
        }
        return mounts
    }

    private func binding(_ option: String, _ text: String, readOnly: Bool) throws(Failure) -> Shape.Mount {
        // The last colon that can end a source, since both names may contain one.
        let scalars = text.unicodeScalars
        let colons = scalars.indices.filter { scalars[$0] == ":" }
        let ends = colons.filter { scalars[scalars.index(after: $0)...].first == "/" }
        guard let colon = ends.last ?? colons.last, colon != text.startIndex,
            case let inside = text[scalars.index(after: colon)...], !inside.isEmpty
        else {
            throw .mistake("\(option) \(text): not of the form SRC:DST")
        }
        let source = try path(text[..<colon], "\(option) \(text)")
        let target = try target(inside, "\(option) \(text)")
        return .init(kind: .bind(source, readOnly: readOnly), target: target)
    }

    private func target(_ text: some StringProtocol, _ option: String) throws(Failure) -> FilePath {
        let target = try path(text, option)
        guard target.isAbsolute else { throw .mistake("\(option): \(target) is not an absolute path") }
        return target.lexicallyNormalized()
    }

    private func below(_ text: String, _ option: String) throws(Failure) -> FilePath {
        let target = try target(text, option)
        guard target != "/" else { throw .mistake("\(option): cannot be the root") }
        return target
    }

    private func path(_ text: some StringProtocol, _ option: String) throws(Failure) -> FilePath {
        guard !text.isEmpty else { throw .mistake("\(option): an empty path") }
        return FilePath(argument: text)
    }

    private func identity(_ number: UInt32, _ option: String) throws(Failure) -> UInt32 {
        // For the calls that set it, this one means that nothing changes.
        guard number != .max else { throw .mistake("\(option) \(number): not a number that one can have") }
        return number
    }

    private func environment() throws(Failure) -> Environment {
        var environment = clearEnv ? Environment() : .current
        for name in unsetenv {
            guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "=")) else {
                throw .mistake("--unsetenv \(name): not the name of a variable")
            }
            environment[CString(argument: name)] = nil
        }
        for text in setenv {
            guard let (name, value) = halves(text), !name.isEmpty else {
                throw .mistake("--setenv \(text): not of the form K=V")
            }
            environment[CString(argument: name)] = CString(argument: value)
        }
        return environment
    }

    private func descriptors() throws(Failure) -> [Shape.Descriptor] {
        var descriptors: [Shape.Descriptor] = []
        var taken: Set<CInt> = []
        for text in fd {
            guard let (name, path) = halves(text), let number = CInt(name), number >= 0, !path.isEmpty else {
                throw .mistake("--fd \(text): not of the form N=PATH")
            }
            guard taken.insert(number).inserted else {
                throw .mistake("--fd \(text): descriptor \(number) is given twice")
            }
            descriptors.append(.init(number: FileDescriptorNumber(number), path: FilePath(argument: path)))
        }
        return descriptors
    }

    /// Returns the text before and after the first equals sign.
    private func halves(_ text: String) -> (Substring, Substring)? {
        // By scalars: a mark after the sign would be one character with it.
        guard let equals = text.unicodeScalars.firstIndex(of: "=") else { return nil }
        return (text[..<equals], text[text.unicodeScalars.index(after: equals)...])
    }
}
