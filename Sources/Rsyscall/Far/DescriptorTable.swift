/// The identity of a descriptor table, to which a ``FileDescriptorNumber`` is relative.
///
/// It tracks which processes share the table, since a descriptor outlives the process that opened it while another
/// process has the table. It also tracks which numbers have an owner, so that none gets a second one.
public final class DescriptorTable: Sendable {
    private let state = Guarded(State())
    /// The table that it was copied from, if it was copied as a whole.
    private let origin: TableCopy?

    /// A process that has the table. The reference is weak: the table alone keeps no process alive.
    private struct Member {
        weak var member: (any DescriptorTableMember)?
    }

    private struct State {
        /// Our own process, if it has the table. It lives as long as the program, and an object that is weakly
        /// referenced is slower to retain.
        var ours: (any DescriptorTableMember)?
        var others: [ObjectIdentifier: Member] = [:]
        /// With how many others those that are gone are forgotten.
        var sweptAt = 64
        var owned = DescriptorSet()
        /// The numbers that the library uses for itself.
        var reserved = DescriptorSet()
        /// The names given to owners, by the numbers that they own.
        var named: [FileDescriptorNumber: DescriptorName] = [:]
        var lastName: UInt64 = 0
        /// The copies of the whole table that still exist.
        var copies: [WeakCopy] = []
        /// The objects that wait for its descriptors.
        var watchers: [WeakWatcher] = []

        /// Forgets the others that are gone, and returns those that aren't.
        mutating func sweep() -> [any DescriptorTableMember] {
            let present = others.compactMapValues(\.member)
            others = present.mapValues { Member(member: $0) }
            sweptAt = max(64, 2 * present.count)
            return Array(present.values)
        }
    }

    private struct WeakWatcher {
        weak var watcher: (any DescriptorTableWatcher)?
    }

    private struct WeakCopy {
        weak var copy: TableCopy?
    }

    /// Creates a new identity, which equals no other.
    public init() {
        origin = nil
    }

    /// Creates the identity of a copy that will be made of `original`, of all of it except the numbers in `closed`.
    ///
    /// A number that gets an owner in `original` after this counts as not copied, whether or not it was.
    init(copyOf original: DescriptorTable, except closed: ClosedRange<FileDescriptorNumber>? = nil) {
        origin = original.state.withLock { state in
            let copy = TableCopy(of: original, owned: state.owned, except: closed)
            state.copies.removeAll { $0.copy == nil }
            state.copies.append(WeakCopy(copy: copy))
            return copy
        }
    }

    /// Adds a process that has this table.
    func join(_ member: any DescriptorTableMember) {
        // They are kept alive so that none is destroyed while the lock is held, which would take another table's lock.
        let held = state.withLock { state -> [any DescriptorTableMember] in
            if member.closesAtOnce {
                state.ours = member
                return []
            }
            state.others[ObjectIdentifier(member)] = Member(member: member)
            return state.others.count > state.sweptAt ? state.sweep() : []
        }
        withExtendedLifetime(held) {}
    }

    /// Removes a process that has ended or has another table now.
    func leave(_ member: any DescriptorTableMember) {
        state.withLock { state in
            state.others[ObjectIdentifier(member)] = nil
            if state.ours === member { state.ours = nil }
        }
        for watcher in watchers { watcher.memberLeft() }
    }

    /// The objects that wait for its descriptors.
    var watchers: [any DescriptorTableWatcher] { state.withLock { $0.watchers.compactMap(\.watcher) } }

    /// Notifies `watcher` from now on when a process has ended or has another table.
    func add(_ watcher: any DescriptorTableWatcher) {
        let held = state.withLock { state in
            let held = state.watchers.compactMap(\.watcher)
            state.watchers = (held + [watcher]).map { WeakWatcher(watcher: $0) }
            return held
        }
        withExtendedLifetime(held) {}
    }
}

/// An object that waits for the descriptors of a table.
protocol DescriptorTableWatcher: AnyObject, Sendable {
    /// Reports that a process that had the table has ended, or has another table now.
    func memberLeft()
}

extension DescriptorTable {
    /// How a number is used.
    enum Use: Sendable {
        /// An ``OwnedFileDescriptor`` owns it.
        case owned
        /// The library uses it for itself.
        case reserved
    }

    /// Notes that `number` has an owner from now on.
    ///
    /// - Returns: `false`, and does nothing, if it has an owner already or the library uses it.
    @discardableResult
    func own(_ number: FileDescriptorNumber) -> Bool {
        state.withLock { state in
            guard !state.owned.contains(number), !state.reserved.contains(number) else { return false }
            state.owned.insert(number)
            for copy in state.copies { copy.copy?.noteOther(number...number) }
            origin?.noteOther(number...number)
            return true
        }
    }

    /// Notes that numbers without owners are about to be closed, or to be other files.
    func noteOther(_ range: ClosedRange<FileDescriptorNumber>) { origin?.noteOther(range) }

    /// Notes that the library uses `number` for itself from now on.
    func reserve(_ number: FileDescriptorNumber) { state.withLock { $0.reserved.insert(number) } }

    /// Notes that the library is about to close `number`, which it used for itself.
    func release(_ number: FileDescriptorNumber) { state.withLock { $0.reserved.remove(number) } }

    /// Notes that `number` has no owner anymore. Call it before the number is closed, since after that it may be
    /// another file's.
    ///
    /// - Returns: Whether the table has a process that closes descriptors at once.
    @discardableResult
    func disown(_ number: FileDescriptorNumber) -> Bool {
        state.withLock { state in
            state.owned.remove(number)
            if !state.named.isEmpty { state.named[number] = nil }
            return state.ours != nil
        }
    }

    /// Returns a name for the present owner of `number`, which no other owner of the number has.
    func name(ofOwnerOf number: FileDescriptorNumber) -> DescriptorName {
        state.withLock { state in
            if let name = state.named[number] { return name }
            state.lastName += 1
            let name = DescriptorName(serial: state.lastName)
            state.named[number] = name
            return name
        }
    }

    /// The names of those owners that have one.
    var named: [FileDescriptorNumber: DescriptorName] { state.withLock { $0.named } }

    /// Returns the lowest number from `first` to `last` that is known to be in use, and by what.
    func firstInUse(
        from first: FileDescriptorNumber, through last: FileDescriptorNumber
    ) -> (number: FileDescriptorNumber, use: Use)? {
        state.withLock { state in
            let owned = state.owned.first(from: first, through: last)
            let reserved = state.reserved.first(from: first, through: last)
            switch (owned, reserved) {
            case (let owned?, let reserved?) where reserved < owned: return (reserved, .reserved)
            case (let owned?, _): return (owned, .owned)
            case (nil, let reserved?): return (reserved, .reserved)
            case (nil, nil): return nil
            }
        }
    }

    /// Notes that the kernel has just made `number`, which has an owner from now on.
    func renew(_ number: FileDescriptorNumber) {
        state.withLock { state in
            state.owned.insert(number)
            if !state.named.isEmpty { state.named[number] = nil }
            state.reserved.remove(number)
            for copy in state.copies { copy.copy?.noteOther(number...number) }
            origin?.noteOther(number...number)
        }
    }

    /// Closes a descriptor of this table that has had an owner, without waiting.
    ///
    /// Our own process does it if it has the table, since it never waits for another call. Otherwise `preferred` does,
    /// unless it is busy with a call, which may wait for this very descriptor to be closed. If no process has the table
    /// anymore, the kernel has closed the descriptor.
    ///
    /// - Returns: Whether a process still has the table.
    @discardableResult
    func post(close descriptor: FileDescriptorNumber, by preferred: any DescriptorTableMember) -> Bool {
        if disown(descriptor), let ours = state.withLock({ $0.ours }) {
            return ours.post(close: descriptor, of: self)
        }
        let isMember = state.withLock { $0.others[ObjectIdentifier(preferred)] != nil }
        if isMember, !preferred.isBusy, preferred.post(close: descriptor, of: self) { return true }
        // There may be thousands, but mostly one of the first will do.
        var busy = isMember ? [preferred] : []
        for other in others where other !== preferred {
            if other.isBusy {
                busy.append(other)
            } else if other.post(close: descriptor, of: self) {
                return true
            }
        }
        return busy.contains { $0.post(close: descriptor, of: self) }
    }

    private var others: [any DescriptorTableMember] {
        state.withLock { $0.others.values.compactMap(\.member) }
    }
}

extension DescriptorTable {
    /// Whether it was copied as a whole, with descriptors that no handle owns here.
    var isWholeCopy: Bool { origin != nil }

    /// Whether the library uses `number` for itself.
    func isReserved(_ number: FileDescriptorNumber) -> Bool {
        state.withLock { $0.reserved.contains(number) }
    }

    /// The numbers that have an owner here.
    var owned: DescriptorSet { state.withLock { $0.owned } }

    /// Whether `number` was copied from its present owner in `other`, and so is the same file here.
    func hasCopy(of number: FileDescriptorNumber, in other: DescriptorTable) -> Bool {
        guard let origin, origin.original === other else { return false }
        return origin.has(number)
    }
}

/// The descriptors that a table copied as a whole has from the original.
private final class TableCopy: Sendable {
    let original: DescriptorTable
    private let closed: ClosedRange<FileDescriptorNumber>?
    private let owned: Guarded<DescriptorSet>

    init(
        of original: DescriptorTable, owned: DescriptorSet, except closed: ClosedRange<FileDescriptorNumber>?
    ) {
        self.original = original
        self.closed = closed
        self.owned = Guarded(owned)
    }

    /// Notes that the numbers are other files in the original or in the copy from now on, or owned there.
    func noteOther(_ range: ClosedRange<FileDescriptorNumber>) {
        owned.withLock { owned in
            while let number = owned.first(from: range.lowerBound, through: range.upperBound) {
                owned.remove(number)
            }
        }
    }

    /// Whether the file of `number`, which has an owner in the original, was copied.
    func has(_ number: FileDescriptorNumber) -> Bool {
        closed?.contains(number) != true && owned.withLock { $0.contains(number) }
    }
}

/// A name for the owner of a number, which distinguishes it from earlier and later owners.
struct DescriptorName: Equatable, Sendable {
    fileprivate let serial: UInt64
}
