/// A ``PathArgument`` that may be noncopyable, as pointers are.
public typealias PathInput = PathArgument & ~Copyable

/// A ``StringArgument`` that may be noncopyable, as pointers are.
public typealias StringInput = StringArgument & ~Copyable

/// A ``ValueArgument`` that may be noncopyable, as pointers are.
public typealias ValueInput<Value> = ValueArgument<Value> & ~Copyable
