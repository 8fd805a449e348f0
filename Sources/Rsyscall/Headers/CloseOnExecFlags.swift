/// The flags of a call whose new descriptor is close-on-exec unless the caller asks otherwise.
@usableFromInline
protocol CloseOnExecFlags: KernelFlags {
    /// `execve` closes the descriptor.
    static var cloexec: Self { get }
}

extension CloseOnExecFlags {
    /// Returns the flags, with ``cloexec`` added if `closes` is `true`.
    @inlinable
    func closing(onExec closes: Bool) -> Self { closes ? union(.cloexec) : self }
}

extension OpenFlags: CloseOnExecFlags {}
extension MFD: CloseOnExecFlags {}
extension FSOPEN: CloseOnExecFlags {}
extension FSMOUNT: CloseOnExecFlags {}
extension FSPICK: CloseOnExecFlags {}
extension OPEN_TREE: CloseOnExecFlags {}
extension EFD: CloseOnExecFlags {}
extension TFD: CloseOnExecFlags {}
extension SFD: CloseOnExecFlags {}
extension SOCK: CloseOnExecFlags {}

extension MSG: CloseOnExecFlags {
    /// `execve` closes the descriptors that are received.
    @usableFromInline static var cloexec: MSG { .cmsg_cloexec }
}
