extension TCSA {
    /// The request that changes the settings then.
    var request: IoctlRequest<IoctlUse.Reads<Termios>> {
        switch self {
        case .drain: .tcsetsw
        case .flush: .tcsetsf
        default: .tcsets
        }
    }
}
