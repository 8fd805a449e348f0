import CStub

// What comes in.
extension Relay {
    mutating func receive() -> Bool {
        var hasWorked = false
        guard copied < 0 else { return false }
        if incoming == nil { hasWorked = input.fill() }
        // Not more at a time, so that answers are not delayed.
        for _ in 0..<64 {
            if incoming != nil {
                guard advance() else { return hasWorked }
                hasWorked = true
                if copied >= 0 { return true }
                continue
            }
            var header = WireHeader(.goodbye)
            let isThere = withUnsafeMutableBytes(of: &header) { bytes in
                // Its size is not 0.
                input.take(WireHeader.byteCount, to: bytes.baseAddress.unsafelyUnwrapped)
            }
            guard isThere else { return hasWorked }
            hasWorked = true
            begin(header)
        }
        return hasWorked
    }

    private mutating func advance() -> Bool {
        guard var program = incoming else { return false }
        if !program.advance(&input) {
            let isMore = !program.readsDirectly && input.fill()
            let isComplete = isMore && program.advance(&input)
            incoming = program
            guard isComplete else { return false }
        }
        incoming = nil
        post(program)
        return true
    }

    private mutating func begin(_ header: WireHeader) {
        let index = Int(header.process)
        switch MessageKind(rawValue: header.kind) {
        case .program:
            guard index < places.count, let layout = ProgramLayout(header) else {
                exit(RSYSCALL_STUB_NONSENSE)
            }
            let place = places[index]
            let note = place.note
            // The process has left, and the library doesn't know that yet.
            guard note.pointee.isOpen != 0 else {
                incoming = IncomingProgram(header, layout, in: place, at: place.dropped)
                return
            }
            // The library may have all of an answer that we have not noted as sent.
            if note.pointee.outstanding == UInt32(Wire.window) || note.pointee.large >= 0 { _ = answer() }
            guard note.pointee.outstanding < UInt32(Wire.window) else { exit(RSYSCALL_STUB_NONSENSE) }
            if layout.byteCount > Wire.smallProgram {
                guard note.pointee.large < 0 else { exit(RSYSCALL_STUB_NONSENSE) }
                note.pointee.large = Int32(note.pointee.next)
            }
            incoming = IncomingProgram(
                header, layout, in: place, at: place.program(Int(note.pointee.next)))
        case .place:
            guard index < places.count, index > 0, header.length == WireHeader.byteCount,
                places[index].note.pointee.isOpen == 0 || places[index].child.pointee.life.word == 0
            else { exit(RSYSCALL_STUB_NONSENSE) }
            let place = places[index]
            let wasQueued = place.note.pointee.isQueued
            guard wasQueued == 0 else { exit(RSYSCALL_STUB_NONSENSE) }
            if place.note.pointee.mayLeave != 0 { leaving -= 1 }
            place.prepare(
                index, in: places, flags: PlaceFlags(rawValue: header.flags),
                firstClosed: UInt32(truncatingIfNeeded: header.value))
            if index >= used { used = index + 1 }
        case .gone where index < places.count && index > 0 && header.length == WireHeader.byteCount:
            let place = places[index]
            // It may have been reported already.
            guard place.note.pointee.isOpen != 0 else { return }
            if PlaceFlags(rawValue: header.flags).contains(.unlessMade), place.note.pointee.made != 0 {
                return
            }
            place.markLeft()
            if place.note.pointee.mayLeave == 0 { leaving += 1 }
            place.note.pointee.mayLeave = 1
        case .signal:
            guard unreadEnds.noteRead(header.process) else { exit(RSYSCALL_STUB_NONSENSE) }
            signal(Int(header.value), UInt(header.flags))
        case .goodbye where header.length == WireHeader.byteCount: exit(0)
        default: exit(RSYSCALL_STUB_NONSENSE)
        }
    }

    /// Hands a program to its process, if that is still there.
    private mutating func post(_ program: IncomingProgram) {
        guard program.place.note.pointee.isOpen != 0 else { return }
        guard program.layout.relocate(at: program.start) else { exit(RSYSCALL_STUB_NONSENSE) }
        let place = program.place
        let note = place.note
        let index = Int(note.pointee.next)
        note.pointee.outstanding += 1
        place.layout(index).pointee = program.layout
        if copy(program, index) { return }
        note.pointee.next = UInt32((index + 1) % Wire.window)
        if places.areCopied { beginWatch(place) }
        for step in 0..<program.layout.steps {
            let effects = program.start.load(fromByteOffset: step * WireStep.byteCount + 2, as: UInt16.self)
            if effects & UInt16(RSYSCALL_INSTALLS_FILTER) != 0 { isFiltered = true }
            if effects & UInt16(RSYSCALL_EXECUTES) != 0, note.pointee.mayLeave == 0 {
                note.pointee.mayLeave = 1
                leaving += 1
            }
        }
        let slot = place.slot(index)
        slot.pointee.number = UInt16(RSYSCALL_NUMBER_PROGRAM)
        slot.pointee.effects = 0
        slot.pointee.arguments.0 = UInt(bitPattern: program.start)
        slot.pointee.arguments.1 = UInt(program.layout.steps)
        withUnsafeMutablePointer(to: &slot.pointee.state) { stub_store($0, UInt32(RSYSCALL_PARKED)) }
        withUnsafeMutablePointer(to: &place.mailbox.pointee.asleep) { asleep in
            guard stub_load(asleep) == 1, stub_exchange(asleep, 0) == 1 else { return }
            _ = call(__NR_futex, UInt(bitPattern: asleep), UInt(FUTEX_WAKE), 1)
        }
    }

    /// Makes a copy for a process that has nothing else to do, and need not be woken for it.
    ///
    /// The process takes no notice of the slot, which is used again for the next program.
    ///
    /// - Returns: `false` if the process must make it.
    private mutating func copy(_ program: IncomingProgram, _ index: Int) -> Bool {
        let (place, start) = (program.place, program.start)
        guard place.note.pointee.outstanding == 1, !places.areCopied, program.layout.steps == 1,
            start.load(as: UInt16.self) == UInt16(RSYSCALL_NUMBER_COPY)
        else { return false }
        func argument(_ index: Int) -> UInt { start.load(fromByteOffset: 8 + index * 8, as: UInt.self) }
        if let target = UnsafeMutableRawPointer(bitPattern: argument(0)),
            let source = UnsafeRawPointer(bitPattern: argument(1))
        {
            target.copyMemory(from: source, byteCount: Int(bitPattern: argument(2)))
        }
        start.storeBytes(of: 0, toByteOffset: 56, as: Int64.self)
        withUnsafeMutablePointer(to: &place.slot(index).pointee.state) {
            stub_store($0, UInt32(RSYSCALL_DONE))
        }
        copied = Int(place.mailbox.pointee.identifier)
        queue(copied)
        _ = answer()
        return true
    }

    /// Signals a child that has not been reaped, so that no other process has its number.
    private func signal(_ pid: Int, _ signal: UInt) {
        let (byPid, exitedOrNothingAndAll): (UInt, UInt) = (1, 0x4100_0005)
        // A filter may refuse this call, and the next.
        guard pid > 0, !unreadEnds.contains(pid), unreported.map({ Int($0.value) }) != pid,
            call(__NR_waitid, byPid, UInt(pid), 0, exitedOrNothingAndAll) != -Int(ECHILD),
            call(__NR_kill, UInt(pid), signal) != 0
        else { return }
        let pidfd = call(__NR_pidfd_open, UInt(pid))
        guard pidfd >= 0 else { return }
        _ = call(__NR_pidfd_send_signal, UInt(pidfd), signal)
        _ = call(__NR_close, UInt(pidfd))
    }
}
