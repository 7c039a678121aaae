using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>Puts hooks before accesses to elements of arrays.</summary>
/// <param name="code">The method.</param>
internal sealed class ElementWeaver(MethodCode code)
{
    /// <summary>Looks at one instruction.</summary>
    /// <param name="at">The instruction.</param>
    public void Weave(Instruction at)
    {
        TypeSystem types = code.Body.Method.Module.TypeSystem;
        switch (at.OpCode.Code)
        {
            case Code.Ldelema:
                Access(at, (TypeReference)at.Operand, AddressUse.Of(at), null);
                break;
            case Code.Ldelem_Any:
                Access(at, (TypeReference)at.Operand, AddressUses.Read, null);
                break;
            case Code.Stelem_Any:
                Access(at, (TypeReference)at.Operand, AddressUses.Write, (TypeReference)at.Operand);
                break;
            case Code.Ldelem_I or Code.Ldelem_I1 or Code.Ldelem_I2 or Code.Ldelem_I4 or Code.Ldelem_I8 or Code.Ldelem_R4
                or Code.Ldelem_R8 or Code.Ldelem_Ref or Code.Ldelem_U1 or Code.Ldelem_U2 or Code.Ldelem_U4:
                Access(at, null, AddressUses.Read, null);
                break;
            case Code.Stelem_I:
                Access(at, null, AddressUses.Write, types.IntPtr);
                break;
            case Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4:
                Access(at, null, AddressUses.Write, types.Int32);
                break;
            case Code.Stelem_I8:
                Access(at, null, AddressUses.Write, types.Int64);
                break;
            case Code.Stelem_R4:
                Access(at, null, AddressUses.Write, types.Single);
                break;
            case Code.Stelem_R8:
                Access(at, null, AddressUses.Write, types.Double);
                break;
            case Code.Stelem_Ref:
                Access(at, null, AddressUses.Write, types.Object);
                break;
        }
    }

    private void Access(Instruction at, TypeReference? element, AddressUses uses, TypeReference? value)
    {
        TypeSystem types = code.Body.Method.Module.TypeSystem;
        Instruction start = at;
        while (start.Previous?.OpCode.OpCodeType == OpCodeType.Prefix)
        {
            start = start.Previous;
        }

        Instruction? producer = code.Walk.Producer(start, value is null ? 1 : 2);
        if (Holders.IsFresh(producer))
        {
            return;
        }

        string member = code.Holders.Name(producer, new ArrayType(element ?? types.Object));
        IEnumerable<(AddressUses Use, MethodReference Hook)> hooks =
            MethodCode.Each(uses).Select(use => (use, code.Hooks.Element));
        if (uses.HasFlag(AddressUses.Volatile))
        {
            hooks = hooks.Prepend((AddressUse.Strongest(uses), code.Hooks.AtomicElement));
        }

        foreach ((AddressUses use, MethodReference hook) in hooks)
        {
            // The index is kept as wide as it can be: a narrow one is widened when it is stored.
            List<VariableDefinition> taken = [];
            VariableDefinition? kept = value is null ? null : code.Insertions.Temporary(value, taken);
            VariableDefinition index = code.Insertions.Temporary(types.IntPtr, taken);
            List<Instruction> made =
            [
                Instruction.Create(OpCodes.Stloc, index),
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Ldloc, index),
                .. code.Site(at, SiteKind.Element, member, use),
                Instruction.Create(OpCodes.Call, hook),
                Instruction.Create(OpCodes.Ldloc, index),
            ];
            if (kept is not null)
            {
                made.Insert(0, Instruction.Create(OpCodes.Stloc, kept));
                made.Add(Instruction.Create(OpCodes.Ldloc, kept));
            }

            code.Insertions.Before(at, made);
        }
    }
}
