using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>What is put before the instructions of a method. Branches to an instruction lead to what was put before
/// it.</summary>
/// <param name="body">The code.</param>
internal sealed class Insertions(MethodBody body)
{
    private readonly Dictionary<Instruction, List<Instruction>> _before = [];
    private readonly Dictionary<string, Queue<VariableDefinition>> _free = [];

    /// <summary>Whether anything is to be put in.</summary>
    public bool Any => _before.Count > 0;

    /// <summary>Puts instructions before another, and before the prefixes of that; behind what was put there
    /// already.</summary>
    /// <param name="at">The instruction.</param>
    /// <param name="made">The instructions.</param>
    public void Before(Instruction at, IEnumerable<Instruction> made)
    {
        while (at.Previous?.OpCode.OpCodeType == OpCodeType.Prefix)
        {
            at = at.Previous;
        }

        if (!_before.TryGetValue(at, out List<Instruction>? list))
        {
            _before.Add(at, list = []);
        }

        list.AddRange(made);
    }

    /// <summary>A local variable that holds a value across what is put in at one place.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="taken">Those in use at this place; the new one is added.</param>
    public VariableDefinition Temporary(TypeReference type, List<VariableDefinition> taken)
    {
        if (!_free.TryGetValue(type.FullName, out Queue<VariableDefinition>? known))
        {
            _free.Add(type.FullName, known = []);
        }

        VariableDefinition variable = known.FirstOrDefault(each => !taken.Contains(each)) ?? Local(type);
        if (!known.Contains(variable))
        {
            known.Enqueue(variable);
        }

        taken.Add(variable);
        return variable;
    }

    /// <summary>A local variable of its own.</summary>
    /// <param name="type">Its type.</param>
    public VariableDefinition Local(TypeReference type)
    {
        var variable = new VariableDefinition(type);
        body.Variables.Add(variable);
        body.InitLocals = true;
        return variable;
    }

    /// <summary>Puts all in.</summary>
    public void Apply()
    {
        foreach ((Instruction at, List<Instruction> made) in _before)
        {
            // In place: branches, handlers and lines that refer to the instruction then refer to the first that is put
            // in.
            Instruction moved = Instruction.Create(OpCodes.Nop);
            (moved.OpCode, moved.Operand) = (at.OpCode, at.Operand);
            (at.OpCode, at.Operand) = (made[0].OpCode, made[0].Operand);
            int index = body.Instructions.IndexOf(at);
            for (int i = 1; i < made.Count; i++)
            {
                body.Instructions.Insert(++index, made[i]);
            }

            body.Instructions.Insert(index + 1, moved);
        }
    }
}
