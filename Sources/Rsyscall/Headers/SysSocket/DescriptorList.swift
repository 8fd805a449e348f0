import DequeModule

/// An ordered list that owns descriptors, as a message carries them; see `SCM_RIGHTS` in `unix(7)`.
///
/// Arrays can't hold noncopyable values. Dropping the list closes the descriptors left in it, without waiting.
public struct DescriptorList: ~Copyable, Sendable {
    private var descriptors = UniqueDeque<OwnedFileDescriptor>()

    /// Creates an empty list.
    public init() {}

    /// Creates a list of one descriptor.
    public init(_ descriptor: consuming OwnedFileDescriptor) { append(descriptor) }

    /// The number of descriptors.
    public var count: Int { descriptors.count }

    /// Whether the list is empty.
    public var isEmpty: Bool { descriptors.isEmpty }

    /// Appends a descriptor.
    public mutating func append(_ descriptor: consuming OwnedFileDescriptor) {
        descriptors.append(descriptor)
    }

    /// Removes the first descriptor and returns it; `nil` if the list is empty.
    public mutating func removeFirst() -> OwnedFileDescriptor? { descriptors.popFirst() }

    /// The numbers, each with the table that it belongs to, for as long as the list is borrowed.
    var numbers: [NumberInTable] {
        (0..<descriptors.count).map {
            NumberInTable(number: descriptors[$0].number, table: descriptors[$0].table)
        }
    }
}
