using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>Who puts a value on the evaluation stack of a method, and who takes it off.</summary>
/// <remarks>Exact for what C# compilers emit: the values below a branch inside an expression are the same on both
/// ways.</remarks>
internal sealed class StackWalk
{
    private readonly Dictionary<Instruction, Instruction> _branchTo = [];

    public StackWalk(MethodBody body)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                _branchTo.TryAdd(target, instruction);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                Array.ForEach(targets, each => _branchTo.TryAdd(each, instruction));
            }
        }
    }

    /// <summary>What put a value on the stack.</summary>
    /// <param name="at">The instruction that finds it there.</param>
    /// <param name="depth">How far below the top, 0 for the top.</param>
    /// <returns>The instruction; null if it is not known.</returns>
    public Instruction? Producer(Instruction at, int depth)
    {
        Instruction? before = Previous(at);
        while (before is not null)
        {
            (int pops, int pushes) = Effect(before);
            if (before.OpCode.Code == Code.Dup && depth < 2)
            {
                depth = 0;
            }
            else if (depth < pushes)
            {
                return before;
            }
            else
            {
                depth += pops - pushes;
            }

            before = Previous(before);
        }

        return null;
    }

    /// <summary>Who takes the value that an instruction leaves on top of the stack; more than one if it is
    /// duplicated.</summary>
    /// <param name="producer">The instruction.</param>
    /// <returns>Each with the index of the value among what it takes, the lowest on the stack first.</returns>
    public static IReadOnlyList<(Instruction Consumer, int Argument)> Consumers(Instruction producer) =>
        Consumers(producer, 0, 0);

    /// <summary>How many values an instruction takes off the stack and puts on it.</summary>
    /// <param name="instruction">The instruction.</param>
    public static (int Pops, int Pushes) Effect(Instruction instruction)
    {
        if (instruction.Operand is IMethodSignature method && instruction.OpCode.FlowControl == FlowControl.Call)
        {
            bool makes = instruction.OpCode.Code == Code.Newobj;
            int pops = method.Parameters.Count + (method.HasThis && !makes ? 1 : 0) + (
                instruction.OpCode.Code == Code.Calli ? 1 : 0);
            return (pops, makes || method.ReturnType.MetadataType != MetadataType.Void ? 1 : 0);
        }

        return (Count(instruction.OpCode.StackBehaviourPop), Count(instruction.OpCode.StackBehaviourPush));
    }

    private static List<(Instruction Consumer, int Argument)> Consumers(Instruction after, int depth, int budget)
    {
        for (Instruction? at = Next(after); at is not null && budget < 2000; at = Next(at))
        {
            budget++;
            (int pops, int pushes) = Effect(at);
            if (depth >= pops)
            {
                depth += pushes - pops;
            }
            else if (at.OpCode.Code == Code.Dup)
            {
                return [.. Consumers(at, 0, budget), .. Consumers(at, 1, budget)];
            }
            else
            {
                return [(at, pops - 1 - depth)];
            }
        }

        return [];
    }

    private static Instruction? Next(Instruction at) => at.OpCode.FlowControl switch
    {
        FlowControl.Branch => at.Operand as Instruction,
        FlowControl.Return or FlowControl.Throw => null,
        _ => at.Next,
    };

    /// <summary>What ran before; if the instruction above leaves elsewhere, what jumps here.</summary>
    private Instruction? Previous(Instruction at) => at.Previous?.OpCode.FlowControl switch
    {
        null => null,
        FlowControl.Branch or FlowControl.Return or FlowControl.Throw =>
            _branchTo.TryGetValue(at, out Instruction? source) && source.Offset < at.Offset ? source : null,
        _ => at.Previous,
    };

    private static int Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 or StackBehaviour.PopAll or StackBehaviour.Varpush => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref or StackBehaviour.Varpop => 1,
        StackBehaviour.Push1 or StackBehaviour.Pushi or StackBehaviour.Pushi8 or StackBehaviour.Pushr4
            or StackBehaviour.Pushr8 or StackBehaviour.Pushref => 1,
        StackBehaviour.Popi_popi_popi or StackBehaviour.Popref_popi_popi or StackBehaviour.Popref_popi_popi8
            or StackBehaviour.Popref_popi_popr4 or StackBehaviour.Popref_popi_popr8
            or StackBehaviour.Popref_popi_popref => 3,
        _ => 2,
    };
}
