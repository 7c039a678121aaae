using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>The loops over collections of a method: each step of one reads the collection.</summary>
/// <param name="code">The method.</param>
internal sealed class Enumerations(MethodCode code)
{
    private readonly Dictionary<object,
        (VariableDefinition? Local, FieldReference? Field, string Member)> _collections = [];

    /// <summary>An enumerator is made; the collection is on top of the stack.</summary>
    /// <param name="at">The call.</param>
    public void Begin(Instruction at)
    {
        string member = code.Holders.Name(code.Walk.Producer(at, 0), ((MethodReference)at.Operand).DeclaringType);
        TypeReference any = code.Body.Method.Module.TypeSystem.Object;
        if (at.Next is { OpCode.Code: Code.Stloc, Operand: VariableDefinition variable })
        {
            VariableDefinition local = _collections.TryGetValue(variable, out var known) ? known.Local!
                : code.Insertions.Local(any);
            _collections[variable] = (local, null, member);
            code.Insertions.Before(at, [Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Stloc, local)]);
        }
        else if (at.Next is { OpCode.Code: Code.Stfld, Operand: FieldReference kept } && kept.Resolve() is { } field
            && Scope.IsStateMachine(field.DeclaringType))
        {
            string name = $"<>watched{field.Name}";
            if (field.DeclaringType.Fields.All(each => each.Name != name))
            {
                field.DeclaringType.Fields.Add(new FieldDefinition(name, FieldAttributes.Private, any));
            }

            var collection = new FieldReference(name, any, kept.DeclaringType);
            _collections[field] = (null, collection, member);
            VariableDefinition passing = code.Insertions.Temporary(any, []);
            code.Insertions.Before(at,
            [
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Stloc, passing),
                Instruction.Create(OpCodes.Ldarg, code.Body.ThisParameter),
                Instruction.Create(OpCodes.Ldloc, passing),
                Instruction.Create(OpCodes.Stfld, collection),
            ]);
        }
    }

    /// <summary>An enumerator goes on; false if it is not known of what.</summary>
    /// <param name="at">The call.</param>
    public bool Next(Instruction at)
    {
        Instruction? producer = code.Walk.Producer(at, 0);
        object? enumerator = producer?.OpCode.Code switch
        {
            Code.Ldloc or Code.Ldloca => producer.Operand,
            Code.Ldfld or Code.Ldflda => ((FieldReference)producer.Operand).Resolve(),
            _ => null,
        };
        if (enumerator is null || !_collections.TryGetValue(enumerator, out var collection))
        {
            return false;
        }

        Instruction[] loaded = collection.Local is { } local
            ? [Instruction.Create(OpCodes.Ldloc, local)]
            : [Instruction.Create(OpCodes.Ldarg, code.Body.ThisParameter),
                Instruction.Create(OpCodes.Ldfld, collection.Field)];
        IEnumerable<Instruction> site = code.Site(at, SiteKind.Collection, collection.Member, AddressUses.Read);
        code.Insertions.Before(at, [.. loaded, .. site, Instruction.Create(OpCodes.Call, code.Hooks.Maybe)]);
        return true;
    }
}
