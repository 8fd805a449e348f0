// expect: does not conform to protocol 'PlainBytes'
import Rsyscall

extension PipeEnds: @retroactive PlainBytes {}
