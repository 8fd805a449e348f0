/// The flags of a call that returns a descriptor, which `execve` closes unless the call says otherwise.
protocol CloseOnExecFlags: KernelFlags {
    /// `execve` closes the descriptor.
    static var cloexec: Self { get }
}

extension CloseOnExecFlags {
    /// The flags, with ``cloexec`` if asked for.
    func closing(onExec closes: Bool) -> Self { closes ? union(.cloexec) : self }
}

extension OpenFlags: CloseOnExecFlags {}
extension MFD: CloseOnExecFlags {}
extension FSOPEN: CloseOnExecFlags {}
extension FSMOUNT: CloseOnExecFlags {}
extension OPEN_TREE: CloseOnExecFlags {}
extension EFD: CloseOnExecFlags {}
extension TFD: CloseOnExecFlags {}
extension SFD: CloseOnExecFlags {}
extension SOCK: CloseOnExecFlags {}

extension MSG: CloseOnExecFlags {
    /// `execve` closes the descriptors that are received.
    static var cloexec: MSG { .cmsg_cloexec }
}
