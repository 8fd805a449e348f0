/// The placement of an argument that is the content of a register; see ``CallArgument/Placement``.
public enum InRegister {}

/// The placement of an argument that is the address of a `Content`; see ``CallArgument/Placement``.
public enum InMemory<Content: ~Copyable> {}

/// The placement of an argument that is the number of a descriptor, or `AT_FDCWD`; see ``CallArgument/Placement``.
public enum InDescriptorTable {}
