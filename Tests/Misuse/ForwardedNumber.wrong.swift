// expect: cannot convert value of type 'Seal<Number>' to expected argument type 'Seal<Int>'
import Rsyscall

struct Number: PathArgument {
    let number: Int
    static var usesFrame: Bool { false }
    var traced: String { "" }

    func place(
        in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Number>
    ) throws -> Operand {
        number.place(in: &frame, for: process, seal)
    }
}

func program(_ process: LinuxProcess) async throws {
    _ = try await process.stat(Number(number: 4096))
}
