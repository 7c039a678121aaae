using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>Puts hooks before accesses to fields.</summary>
/// <param name="code">The method.</param>
/// <param name="scope">Which fields.</param>
internal sealed class FieldWeaver(MethodCode code, Scope scope)
{
    /// <summary>Looks at one instruction.</summary>
    /// <param name="at">The instruction.</param>
    public void Weave(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Ldfld or Code.Ldflda or Code.Stfld or Code.Ldsfld or Code.Ldsflda or Code.Stsfld:
                var reference = (FieldReference)at.Operand;
                if (scope.Watched(reference) is { } field)
                {
                    bool isVolatile = at.Previous?.OpCode.Code == Code.Volatile;
                    AddressUses uses = UsesOf(at) | (isVolatile ? AddressUses.Volatile : AddressUses.None);
                    Access(at, field, reference.DeclaringType, uses, at.OpCode.Code == Code.Stfld
                        ? Value(reference) : null);
                }

                break;
            case Code.Call or Code.Callvirt:
                var called = (MethodReference)at.Operand;
                if (scope.BackingField(called) is { } backing && scope.Watched(backing) is not null)
                {
                    bool writes = called.Parameters.Count > 0;
                    TypeReference? value = writes && called.HasThis
                        ? Generics.Inflate(called.Parameters[0].ParameterType, called.DeclaringType)
                        : null;
                    Access(at, backing, called.DeclaringType, writes ? AddressUses.Write : AddressUses.Read, value);
                }

                break;
        }
    }

    private static AddressUses UsesOf(Instruction at) => at.OpCode.Code switch
    {
        Code.Ldfld or Code.Ldsfld => AddressUses.Read,
        Code.Stfld or Code.Stsfld => AddressUses.Write,
        _ => AddressUse.Of(at),
    };

    private static TypeReference Value(FieldReference field) => Generics.Inflate(field.FieldType, field.DeclaringType);

    private void Access(
        Instruction at, FieldDefinition field, TypeReference declaring, AddressUses uses, TypeReference? above)
    {
        string identity = $"{field.Module.Assembly.Name.Name}:{field.DeclaringType.FullName}.{field.Name}";
        IEnumerable<Instruction> Number(AddressUses use) =>
            code.Site(at, SiteKind.Field, Names.Of(field), use, identity);

        if (field.IsStatic)
        {
            if (code.Body.Method is { IsConstructor: true, IsStatic: true } method
                && method.DeclaringType == field.DeclaringType)
            {
                return;
            }

            Instruction[] Owner() => declaring is GenericInstanceType
                ? [Instruction.Create(OpCodes.Ldtoken, declaring),
                    Instruction.Create(OpCodes.Call, code.Hooks.TypeOfHandle)]
                : [];
            if (uses.HasFlag(AddressUses.Volatile))
            {
                Instruction[] known = declaring is GenericInstanceType ? Owner() : [Instruction.Create(OpCodes.Ldnull)];
                code.Insertions.Before(
                    at, [.. known, .. Number(AddressUse.Strongest(uses)), Instruction.Create(OpCodes.Call, code.Hooks.Atomic)]);
            }

            foreach (AddressUses use in MethodCode.Each(uses))
            {
                Instruction[] owner = Owner();
                MethodReference hook = owner.Length > 0 ? code.Hooks.Instance : code.Hooks.Static;
                code.Insertions.Before(at, [.. owner, .. Number(use), Instruction.Create(OpCodes.Call, hook)]);
            }

            return;
        }

        Instruction? target = code.Walk.Producer(Start(at), above is null ? 0 : 1);
        if (code.IsUnshared(target))
        {
            return;
        }

        MethodReference plain = Scope.HasLifetime(field.DeclaringType) ? code.Hooks.Tracked : code.Hooks.Instance;
        IEnumerable<(AddressUses Use, MethodReference Hook)> hooks = MethodCode.Each(uses).Select(use => (use, plain));
        if (uses.HasFlag(AddressUses.Volatile))
        {
            hooks = hooks.Prepend((AddressUse.Strongest(uses), code.Hooks.Atomic));
        }

        foreach ((AddressUses use, MethodReference called) in hooks)
        {
            Instruction[] hook = [.. Number(use), Instruction.Create(OpCodes.Call, called)];
            if (code.IsThis(target))
            {
                code.Insertions.Before(at, [Instruction.Create(OpCodes.Ldarg, code.Body.ThisParameter), .. hook]);
            }
            else
            {
                code.See(at, above is null ? [] : [above], hook);
            }
        }
    }

    /// <summary>The instruction, or the first of its prefixes.</summary>
    private static Instruction Start(Instruction at) =>
        at.Previous?.OpCode.OpCodeType == OpCodeType.Prefix ? Start(at.Previous) : at;
}
