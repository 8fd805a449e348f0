/// What a table says: the output files that it describes, each with its types.
struct Table {
    /// One Swift file, relative to `Sources/Rsyscall/Headers`.
    struct File {
        let path: String
        var groups: [Group] = []
    }

    /// The rows of one type.
    struct Group {
        enum Kind: String {
            /// A new type whose members combine.
            case flags
            /// A new type whose members exclude each other.
            case constants
            /// Further members of a type of the same table, with a list of names of their own.
            case members
            /// System calls, which are members of a type that is written by hand.
            case calls
            /// Requests of `ioctl`, which are members of a generic type that is written by hand.
            case requests
            /// Options of sockets, which are members of a generic type that is written by hand.
            case options
        }

        let kind: Kind
        let type: String
        /// The type of the numbers; of further members and of requests, the name of their list;
        /// of options, their level.
        let detail: String
        /// What the members' names in C begin with.
        let prefix: String
        /// What every row has in addition to its own effects.
        let effects: [String]
        /// What every row keeps its call from having, in addition to its own.
        let removedEffects: [String]
        /// Whether a number without a row counts as having every effect.
        let unknownHasAll: Bool
        let description: String
        var rows: [Row] = []
    }

    /// One constant or call.
    struct Row {
        /// The name in C; nil for a number that has none there.
        let nameInC: String?
        let member: String
        /// The numbers as literals; nil if the architecture has none.
        let x86_64: String?
        let aarch64: String?
        let effects: [String]
        /// What it keeps its call from having.
        let removedEffects: [String]
        /// What the kernel takes the argument of the operation for, such as `.numbers` or `.reads(Flock.self)`; nil
        /// if it isn't known.
        let memoryUse: String?
        /// What the call takes besides the operation, such as `.path`; nil if every operation takes the same.
        let arguments: String?
        /// How a request passes its argument, such as `Fills<Winsize>`, or the type of an option's values; nil for any
        /// other row.
        let use: String?
        /// Whether the list of names has it, from which descriptions are made.
        let isNamed: Bool
        let description: String
    }

    let name: String
    var files: [File] = []
}
