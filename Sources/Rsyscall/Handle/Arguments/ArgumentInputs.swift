/// A path that a method takes: any ``PathArgument``, also a pointer, which can't be copied.
public typealias PathInput = PathArgument & ~Copyable

/// A string that a method takes: any ``StringArgument``, also a pointer, which can't be copied.
public typealias StringInput = StringArgument & ~Copyable

/// A value that a method takes: any ``ValueArgument``, also a pointer, which can't be copied.
public typealias ValueInput<Value> = ValueArgument<Value> & ~Copyable
