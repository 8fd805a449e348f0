/// A list of system calls that one process makes in one trip.
///
/// Each method records a call, whose arguments may be results of earlier ones, and returns its future result:
///
/// ```swift
/// var program = process.program()
/// let file = try program.open("/etc/hostname")
/// let name = try program.read(file, upTo: 64)
/// try program.close(file)
/// var results = try await program.run()
/// print(try results.take(name))
/// ```
///
/// The program stops at the first refused call, unless ``stopsOnRefusal`` was set to `false` before that call was
/// recorded. Descriptors that are opened and neither closed nor taken are closed when the results are dropped.
public struct Program: ~Copyable {
    /// The process that makes the calls.
    public let process: LinuxProcess
    /// Whether the calls that are recorded from now on end the program if they are refused.
    public var stopsOnRefusal = true

    /// The namespaces that the arguments are recorded for.
    let namespaces: ProcessNamespaces
    var frame: Frame
    var steps: [RecordedStep] = []
    let identity = ProgramIdentity()

    /// The largest number of calls that a program can have.
    public static var limit: Int { 1024 }
    /// The largest size in bytes of a program's arguments and results.
    public static var byteLimit: Int { 16 << 20 }

    init(of process: LinuxProcess) {
        self.process = process
        namespaces = process.connection.namespaces
        frame = process.connection.makeFrame()
    }
}

extension SystemCalling where Self: ~Copyable {
    /// Starts a program of this process.
    public func program() -> Program { Program(of: process) }
}

/// The identity of a program, and the owners of the numbers that were recorded.
final class ProgramIdentity: Sendable {
    private let owners = Guarded<[(number: FileDescriptorNumber, name: DescriptorName)]>([])

    /// Notes that the number is used as that of its present owner.
    func borrow(_ number: FileDescriptorNumber, of table: DescriptorTable) {
        let name = table.name(ofOwnerOf: number)
        owners.withLock { $0.append((number, name)) }
    }

    /// - Throws: `EBADF` if the owner of a number has closed or given it up.
    func check(in process: LinuxProcess, _ table: DescriptorTable) throws(SyscallError) {
        let owners = owners.withLock { $0 }
        if owners.isEmpty { return }
        let named = table.named
        guard let lost = owners.first(where: { named[$0.number] != $0.name }) else { return }
        throw SyscallError(
            errno: .badFileDescriptor, call: "program", arguments: ["\(lost.number)"], process: process.pid)
    }
}

/// A call of a program, and what is needed once it has been made.
struct RecordedStep: Sendable {
    let call: SYS
    let step: Step
    /// The offset of its output in the frame.
    let output: Int
    /// The arguments as strace prints them.
    let traced: @Sendable () -> [String]
    /// Creates the result's value and drops it with what it owns; `nil` if it owns nothing, or no longer does.
    var drop: (@Sendable (borrowing CallOutcome) -> Void)?
    /// Closes the descriptors that the call left in a table if its process was killed before it had a result.
    let closeLeft: @Sendable (UnsafeRawPointer, DescriptorTable, any ProcessConnection) -> Void
    /// The step whose descriptor it closes.
    let closes: Int?
}

extension Program {
    /// Records a call.
    ///
    /// - Throws: Any error of placing the arguments, or ``Unsupported`` if the program would exceed the limits.
    mutating func record<
        R: CallResult & ~Copyable, A: CallArgument & Sendable, B: CallArgument & Sendable,
        C: CallArgument & Sendable, D: CallArgument & Sendable, E: CallArgument & Sendable,
        F: CallArgument & Sendable
    >(
        _ call: SYS, _ a: A = NoArgument(), _ b: B = NoArgument(), _ c: C = NoArgument(),
        _ d: D = NoArgument(), _ e: E = NoArgument(), _ f: F = NoArgument(), closing closed: Int? = nil
    ) throws -> Later<R> {
        try CopiedProcess.check()
        guard steps.count < Self.limit else {
            throw Unsupported(call, "more than \(Self.limit) calls in a program")
        }
        let mark = frame.mark
        let step: Step
        do {
            step = Step(
                call, try a.place(in: &frame, for: process, Seal()),
                try b.place(in: &frame, for: process, Seal()),
                try c.place(in: &frame, for: process, Seal()), try d.place(in: &frame, for: process, Seal()),
                try e.place(in: &frame, for: process, Seal()), try f.place(in: &frame, for: process, Seal()))
            if step.effects.contains(.diverges), process.connection.hasManyThreads {
                throw Unsupported(ofOneThread: call)
            }
            guard frame.count <= Self.byteLimit else {
                throw Unsupported(call, "more than \(Self.byteLimit) bytes in a program")
            }
        } catch {
            frame.rewind(to: mark)
            throw error
        }
        steps.append(
            RecordedStep(
                call: call, step: step.ending(stopsOnRefusal), output: frame.output,
                traced: { [a.traced, b.traced, c.traced, d.traced, e.traced, f.traced] },
                drop: R.drop,
                closeLeft: { R.closeDescriptors(leftAt: $0, in: $1, $2) }, closes: closed))
        return Later(step: steps.count - 1, of: identity)
    }

    /// Records a call that returns nothing but success.
    mutating func record<
        A: CallArgument & Sendable, B: CallArgument & Sendable, C: CallArgument & Sendable,
        D: CallArgument & Sendable, E: CallArgument & Sendable, F: CallArgument & Sendable
    >(
        _ call: SYS, _ a: A = NoArgument(), _ b: B = NoArgument(), _ c: C = NoArgument(),
        _ d: D = NoArgument(), _ e: E = NoArgument(), _ f: F = NoArgument()
    ) throws {
        let _: Later<Int> = try record(call, a, b, c, d, e, f)
    }

    /// Records a call that closes the descriptor, which it consumes: `close(2)`.
    ///
    /// - Throws: ``Mismatch`` if `descriptor` belongs to another program.
    public mutating func close(_ descriptor: consuming Later<OwnedFileDescriptor>) throws {
        let closed = try descriptor.placed(in: self)
        let _: Later<Int> = try record(.close, closed, closing: descriptor.step)
    }
}

extension CallResult where Self: ~Copyable {
    /// Creates the value and drops it; `nil` if it owns nothing.
    fileprivate static var drop: (@Sendable (borrowing CallOutcome) -> Void)? {
        guard ownsResources else { return nil }
        return { outcome in _ = try? Self(outcome) }
    }
}

extension Step {
    fileprivate func ending(_ endsOnRefusal: Bool) -> Step {
        var step = self
        step.endsOnRefusal = endsOnRefusal
        return step
    }
}
