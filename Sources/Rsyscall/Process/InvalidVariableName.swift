/// The error of executing a program with a variable whose name is empty or contains `=`.
///
/// The program would take the line for another variable, or for none. `setenv(3)` refuses these names with `EINVAL`.
public struct InvalidVariableName: Error, Hashable {
    /// The name.
    public let name: CString

    init(_ name: CString) { self.name = name }
}

extension InvalidVariableName: CustomStringConvertible {
    /// One line for a person.
    public var description: String { "'\(name)' can't be the name of a variable" }
}
