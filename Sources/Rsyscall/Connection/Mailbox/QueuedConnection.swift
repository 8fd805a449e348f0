/// A connection whose calls wait in a mailbox, one after another.
protocol QueuedConnection: ProcessConnection {
    var mailbox: Mailbox { get }
    /// The namespaces that the process was made in.
    var initialNamespaces: ProcessNamespaces { get }
}

extension QueuedConnection {
    func callsAtOnce(_ effects: Effects) -> Bool { false }

    func callAtOnce(_ step: Step) -> Int? { nil }

    var namespaces: ProcessNamespaces { mailbox.namespaces ?? initialNamespaces }

    var isBusy: Bool { mailbox.isBusy }

    var isGone: Bool { mailbox.isGone }

    func post(close descriptor: FileDescriptorNumber, of table: DescriptorTable) -> Bool {
        // The memory and the streams that a copy shares with the original are the original's to use.
        if CopiedProcess.isThis { return true }
        return mailbox.post(.close(descriptor, of: table, by: self))
    }

    func post(unmap range: MemoryRange, of space: any PageUnmapper) -> Bool {
        if CopiedProcess.isThis { return true }
        return mailbox.post(.unmap(range, of: space))
    }

    /// Makes a call that moves the process from `namespaces` to `next`. It joins its new table before it can have a
    /// descriptor there, and leaves its old one once it can have none there.
    func changing(
        _ namespaces: ProcessNamespaces, to next: ProcessNamespaces, _ call: () async throws(Hangup) -> Int?
    ) async throws(Hangup) -> Int? {
        let (old, new) = (namespaces.descriptorTable, next.descriptorTable)
        guard old !== new else { return try await call() }
        new.join(self)
        var hasChanged = false
        defer { (hasChanged ? old : new).leave(self) }
        let result = try await call()
        if let result { hasChanged = !SyscallResult.isRefusal(result) }
        return result
    }
}
