import Rsyscall

func program(_ bytes: [UInt8]) -> SockaddrStorage {
    SockaddrStorage(decoding: bytes.span.bytes)
}
