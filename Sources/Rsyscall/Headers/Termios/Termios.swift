import CRsyscall

/// `struct termios` of the kernel: the settings of a terminal; see `termios(3)`.
public struct Termios: KernelStruct {
    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_termios

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_termios) {
            self.c = c
        }
    }

    /// The C layout.
    public var layout: Layout

    /// Creates the settings from their C layout.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// How input is treated.
    public var iflag: InputModes {
        get { InputModes(rawValue: layout.c.c_iflag) }
        set { layout.c.c_iflag = newValue.rawValue }
    }

    /// How output is treated.
    public var oflag: OutputModes {
        get { OutputModes(rawValue: layout.c.c_oflag) }
        set { layout.c.c_oflag = newValue.rawValue }
    }

    /// How the line works, and its speed.
    public var cflag: ControlModes {
        get { ControlModes(rawValue: layout.c.c_cflag) }
        set { layout.c.c_cflag = newValue.rawValue }
    }

    /// How input is edited and echoed.
    public var lflag: LocalModes {
        get { LocalModes(rawValue: layout.c.c_lflag) }
        set { layout.c.c_lflag = newValue.rawValue }
    }

    /// The number of the line discipline.
    public var line: UInt8 {
        get { layout.c.c_line }
        set { layout.c.c_line = newValue }
    }

    /// An element of `c_cc`: a character, or a number for ``ControlCharacter/min`` and ``ControlCharacter/time``.
    ///
    /// An index that the kernel doesn't have reads as 0, and setting it does nothing.
    public subscript(_ character: ControlCharacter) -> UInt8 {
        get {
            withUnsafeBytes(of: layout.c.c_cc) {
                $0.indices.contains(character.rawValue) ? $0[character.rawValue] : 0
            }
        }
        set {
            withUnsafeMutableBytes(of: &layout.c.c_cc) {
                if $0.indices.contains(character.rawValue) { $0[character.rawValue] = newValue }
            }
        }
    }

    /// Sets raw mode: input is delivered byte by byte, without echo or signals, and output is unchanged:
    /// `cfmakeraw(3)`.
    public mutating func cfmakeraw() {
        iflag.subtract([.ignbrk, .brkint, .parmrk, .istrip, .inlcr, .igncr, .icrnl, .ixon])
        oflag.remove(.opost)
        lflag.subtract([.echo, .echonl, .icanon, .isig, .iexten])
        cflag.subtract([.cs8, .parenb])
        cflag.insert(.cs8)
        self[.min] = 1
        self[.time] = 0
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Termios: Hashable {
    /// Returns whether all settings are the same.
    public static func == (left: Termios, right: Termios) -> Bool {
        withUnsafeBytes(of: left.layout) { left in
            withUnsafeBytes(of: right.layout) { right in left.elementsEqual(right) }
        }
    }

    /// Hashes all settings.
    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes(of: layout) { hasher.combine(bytes: $0) }
    }
}

extension Termios: CustomStringConvertible {
    /// The settings as strace prints them.
    public var description: String {
        "{c_iflag=\(iflag), c_oflag=\(oflag), c_cflag=\(cflag), c_lflag=\(lflag), ...}"
    }
}

extension Termios: CallResult {}

extension Termios: ValueArgument {
    /// The settings.
    public typealias Value = Termios
}
