/// The name of a thread, which the kernel pads with null bytes.
struct ThreadName: CallResult, FixedSize {
    static var byteCount: Int { 16 }
    static var alignment: Int { 1 }

    /// The name, repaired if it is not UTF-8.
    let text: String

    init(_ outcome: borrowing CallOutcome) {
        let bytes = UnsafeRawBufferPointer(start: outcome.output, count: Self.byteCount)
        text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
