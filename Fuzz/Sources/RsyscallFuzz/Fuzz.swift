private let decoders = Decoder.all + Decoder.wire

/// Decodes the bytes that the fuzzer made. The first of them chooses the decoder.
///
/// An error is what bad bytes are to lead to; the fuzzer looks for traps, and for reads beyond the bytes.
@_cdecl("LLVMFuzzerTestOneInput")
public func decodeOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    guard let choice = input.first else { return 0 }
    let decoder = decoders[Int(choice) % decoders.count]
    try? decoder.decode(UnsafeRawBufferPointer(rebasing: input.dropFirst()).bytes)
    return 0
}
