/// Constants of `sys/socket.h`.
enum SocketNumbers {
    /// `AF_UNIX`.
    static let unixFamily: CInt = 1
    /// `SOCK_SEQPACKET` and `SOCK_CLOEXEC`.
    static let sequencedCloseOnExec: CInt = 5 | 0o2000000
    /// `SOCK_STREAM` and `SOCK_CLOEXEC`.
    static let streamCloseOnExec: CInt = 1 | 0o2000000
    /// `SOCK_CLOEXEC`.
    static let closeOnExec: CInt = 0o2000000
    /// `SOCK_NONBLOCK`.
    static let nonblocking: CInt = 0o4000
    /// `SO_PEERCRED`.
    static let peerCredentials: CInt = 17
    /// `MSG_DONTWAIT` and `MSG_NOSIGNAL`.
    static let sendsAtOnce: CInt = 0x40 | 0x4000
    /// `MSG_DONTWAIT` and `MSG_CMSG_CLOEXEC`.
    static let receivesAtOnce: CInt = 0x40 | 0x4000_0000
    /// `MSG_CTRUNC`.
    static let controlIsCutOff: UInt32 = 8
    /// `SOL_SOCKET`.
    static let socketLevel: UInt32 = 1
    /// `SCM_RIGHTS`.
    static let rights: UInt32 = 1
}
