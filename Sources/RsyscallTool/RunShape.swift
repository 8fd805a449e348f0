import Rsyscall
import SystemPackage

extension Run {
    /// What the options ask for.
    ///
    /// - Throws: ``Failure`` for a mistake in one.
    func shape() throws(Failure) -> Shape {
        guard let program = command.first else { throw .mistake("no command is given after --") }
        guard !program.isEmpty else { throw .mistake("the command is an empty word") }
        var shape = Shape(command: Command(program, Array(command.dropFirst())))
        shape.namespaces = try namespaces()
        shape.root = try root.map { (text) throws(Failure) in try path(text, "--root") }
        shape.mounts = try mounts()
        shape.directory = try chdir.map { (text) throws(Failure) in try path(text, "--chdir") }
        shape.environment = try environment()
        shape.descriptors = try descriptors()
        shape.user = try uid.map { (number) throws(Failure) in Uid(try identity(number, "--uid")) }
        shape.group = try gid.map { (number) throws(Failure) in Gid(try identity(number, "--gid")) }
        shape.hostname = hostname
        shape.noNewPrivs = noNewPrivs
        shape.dropCaps = dropCaps

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

    /// The mounts, each after those that it may lie in.
    private func mounts() throws(Failure) -> [Shape.Mount] {
        var mounts: [Shape.Mount] = []
        for text in bind { mounts.append(try binding("--bind", text, readOnly: false)) }
        for text in roBind { mounts.append(try binding("--ro-bind", text, readOnly: true)) }
        for text in tmpfs { mounts.append(.init(kind: .tmpfs, target: try target(text, "--tmpfs \(text)"))) }
        for text in proc { mounts.append(.init(kind: .proc, target: try below(text, "--proc \(text)"))) }
        for text in dev { mounts.append(.init(kind: .dev, target: try below(text, "--dev \(text)"))) }
        // The sort keeps the order of those at one depth, which do not meet.
        mounts.sort { $0.target.components.count < $1.target.components.count }
        for (index, mount) in mounts.enumerated() {
            if let other = mounts[..<index].first(where: { $0.target == mount.target }) {
                throw .mistake("\(mount.option): would hide \(other.option)")
            }
        }
        return mounts
    }

    private func binding(_ option: String, _ text: String, readOnly: Bool) throws(Failure) -> Shape.Mount {
        // The last colon, since a source may have one in its name.
        guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
            text.index(after: colon) != text.endIndex
        else {
            throw .mistake("\(option) \(text): not of the form SRC:DST")
        }
        let source = try path(String(text[..<colon]), "\(option) \(text)")
        let target = try target(String(text[text.index(after: colon)...]), "\(option) \(text)")
        return .init(kind: .bind(source, readOnly: readOnly), target: target)
    }

    private func target(_ text: String, _ option: String) throws(Failure) -> FilePath {
        let target = try path(text, option)
        guard target.isAbsolute else { throw .mistake("\(option): \(target) is not an absolute path") }
        return target.lexicallyNormalized()
    }

    private func below(_ text: String, _ option: String) throws(Failure) -> FilePath {
        let target = try target(text, option)
        guard target != "/" else { throw .mistake("\(option): cannot be the root") }
        return target
    }

    private func path(_ text: String, _ option: String) throws(Failure) -> FilePath {
        guard !text.isEmpty else { throw .mistake("\(option): an empty path") }
        return FilePath(text)
    }

    private func identity(_ number: UInt32, _ option: String) throws(Failure) -> UInt32 {
        // For the calls that set it, this one means that nothing changes.
        guard number != .max else { throw .mistake("\(option) \(number): not a number that one can have") }
        return number
    }

    private func environment() throws(Failure) -> Environment {
        var environment = clearEnv ? Environment() : .current
        for name in unsetenv {
            guard !name.isEmpty, !name.contains("=") else {
                throw .mistake("--unsetenv \(name): not the name of a variable")
            }
            environment[name] = nil
        }
        for text in setenv {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw .mistake("--setenv \(text): not of the form K=V")
            }
            environment[String(parts[0])] = String(parts[1])
        }
        return environment
    }

    private func descriptors() throws(Failure) -> [Shape.Descriptor] {
        var descriptors: [Shape.Descriptor] = []
        for text in fd {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let number = CInt(parts[0]), number >= 0, !parts[1].isEmpty else {
                throw .mistake("--fd \(text): not of the form N=PATH")
            }
            guard !descriptors.contains(where: { $0.number.rawValue == number }) else {
                throw .mistake("--fd \(text): descriptor \(number) is given twice")
            }
            descriptors.append(.init(number: FileDescriptorNumber(number), path: FilePath(String(parts[1]))))
        }
        return descriptors
    }
}
