/// A pointer was used through a task of another address space; no system call was made.
public struct AddressSpaceMismatch: Error, CustomStringConvertible {
    /// The space the task is in.
    public let task: AddressSpace
    /// The space the pointer points into.
    public let pointer: AddressSpace

    /// Which two spaces met, told apart by identity.
    public var description: String {
        "a pointer into address space \(name(pointer)) was used by a task in address space \(name(task))"
    }
}

/// A file descriptor was used through a task of another descriptor table; no system call was made.
public struct DescriptorTableMismatch: Error, CustomStringConvertible {
    /// The table the task is in.
    public let task: DescriptorTable
    /// The table the descriptor is of.
    public let descriptor: DescriptorTable

    /// Which two tables met, told apart by identity.
    public var description: String {
        "a descriptor of table \(name(descriptor)) was used by a task with table \(name(task))"
    }
}

/// A process number was used through a task of another pid namespace; no system call was made.
public struct PidNamespaceMismatch: Error, CustomStringConvertible {
    /// The namespace the task is in.
    public let task: PidNamespace
    /// The namespace the number is of.
    public let process: PidNamespace

    /// Which two namespaces met, told apart by identity.
    public var description: String {
        "a process of pid namespace \(name(process)) was named by a task in pid namespace \(name(task))"
    }
}

/// A path was used through a task of another mount namespace; no system call was made.
public struct MountNamespaceMismatch: Error, CustomStringConvertible {
    /// The namespace the task is in.
    public let task: MountNamespace
    /// The namespace the path was made for.
    public let path: MountNamespace

    /// Which two namespaces met, told apart by identity.
    public var description: String {
        "a path of mount namespace \(name(path)) was used by a task in mount namespace \(name(task))"
    }
}

private func name(_ identity: AnyObject) -> String {
    String(UInt(bitPattern: ObjectIdentifier(identity).hashValue), radix: 16)
}
