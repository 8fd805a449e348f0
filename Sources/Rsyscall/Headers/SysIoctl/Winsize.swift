import CRsyscall

/// `struct winsize`: the size of a terminal's window; see `TIOCGWINSZ(2const)`.
public struct Winsize: KernelStruct, Hashable {
    /// The number of rows of characters.
    public var row: UInt16
    /// The number of columns of characters.
    public var col: UInt16
    /// The width in pixels, or 0.
    public var xpixel: UInt16
    /// The height in pixels, or 0.
    public var ypixel: UInt16

    /// Creates a size.
    public init(row: UInt16, col: UInt16, xpixel: UInt16 = 0, ypixel: UInt16 = 0) {
        self.row = row
        self.col = col
        self.xpixel = xpixel
        self.ypixel = ypixel
    }

    /// The C layout, as bytes that any other module can copy too.
    public struct Layout: BitwiseCopyable, Sendable {
        /// The C struct.
        public var c: rsyscall_winsize

        /// Creates the layout from the C struct.
        public init(_ c: rsyscall_winsize) {
            self.c = c
        }
    }

    /// Creates the size from its C layout.
    public init(layout: Layout) {
        self.init(
            row: layout.c.ws_row, col: layout.c.ws_col, xpixel: layout.c.ws_xpixel, ypixel: layout.c.ws_ypixel
        )
    }

    /// The C layout.
    public var layout: Layout {
        Layout(rsyscall_winsize(ws_row: row, ws_col: col, ws_xpixel: xpixel, ws_ypixel: ypixel))
    }

    /// Any bytes are a value.
    public static func unsafelyPromisePlainBytes() {}
}

extension Winsize: CustomStringConvertible {
    /// The size as strace prints it.
    public var description: String {
        "{ws_row=\(row), ws_col=\(col), ws_xpixel=\(xpixel), ws_ypixel=\(ypixel)}"
    }
}
