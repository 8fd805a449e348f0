/// Has pages unmapped by one of the processes that have mapped them.
@usableFromInline
protocol PageUnmapper: AnyObject, Sendable {
    /// Unmaps pages without waiting.
    func post(unmap range: MemoryRange)
}
