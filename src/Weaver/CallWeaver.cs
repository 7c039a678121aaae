using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>Puts hooks before calls: of collections, of what is given collections, and of what makes steps.</summary>
/// <param name="code">The method.</param>
/// <param name="scope">What is watched.</param>
internal sealed class CallWeaver(MethodCode code, Scope scope)
{
    private readonly Enumerations _enumerations = new(code);

    /// <summary>Looks at one instruction.</summary>
    /// <param name="at">The instruction.</param>
    public void Weave(Instruction at)
    {
        if (at.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj))
        {
            return;
        }

        var called = (MethodReference)at.Operand;
        if (scope.MakesSteps(called))
        {
            code.Insertions.Before(
                at, [.. code.Site(at, SiteKind.Call, Names.Of(called), AddressUses.Read),
                    Instruction.Create(OpCodes.Call, code.Hooks.At)]);
        }

        bool hasReceiver = called.HasThis && at.OpCode.Code != Code.Newobj
            && at.Previous?.OpCode.Code != Code.Constrained;
        bool isOutside = scope.IsOutside(called);
        if (!isOutside)
        {
            return;
        }

        if (hasReceiver && called.Name == "MoveNext" && _enumerations.Next(at))
        {
            return;
        }

        int first = called.HasThis && at.OpCode.Code != Code.Newobj ? 1 : 0;
        for (int i = called.Parameters.Count - 1; i >= 0; i--)
        {
            TypeReference type = Generics.Inflate(called.Parameters[i].ParameterType, called.DeclaringType, called);
            AddressUses uses = called.Name is "GetValueRefOrAddDefault" or "SetCount" ? AddressUses.Write
                : AddressUses.Read;
            See(at, called, first + i, type, uses);
        }

        if (hasReceiver)
        {
            AddressUses uses = MutableCollections.Writes(called.Name) ? AddressUses.Write : AddressUses.Read;
            TypeReference type = called.Name == "ToString" && called.Parameters.Count == 0
                ? Holders.TypeOf(code.Walk.Producer(at, 0)) ?? called.DeclaringType
                : called.DeclaringType;
            if (See(at, called, 0, type, uses) && called.Name == "GetEnumerator")
            {
                _enumerations.Begin(at);
            }
        }
    }

    private bool See(Instruction at, MethodReference called, int argument, TypeReference type, AddressUses uses)
    {
        string full = type.GetElementType().FullName;
        bool isNode = full == "System.Collections.Generic.LinkedListNode`1" && argument == 0 && called.HasThis;
        MethodReference? hook = isNode ? code.Hooks.Node(((GenericInstanceType)type).GenericArguments[0])
            : MutableCollections.Named(full) ? code.Hooks.Instance
            : MutableCollections.IsInterface(full) ? code.Hooks.Maybe
            : null;
        if (hook is null || type is ArrayType or ByReferenceType)
        {
            return false;
        }

        bool hasReceiver = called.HasThis && at.OpCode.Code != Code.Newobj;
        int values = called.Parameters.Count + (hasReceiver ? 1 : 0);
        List<TypeReference> above = [];
        for (int i = argument + 1; i < values; i++)
        {
            ParameterDefinition parameter = called.Parameters[i - (hasReceiver ? 1 : 0)];
            above.Add(Generics.Inflate(parameter.ParameterType, called.DeclaringType, called));
        }

        Instruction? producer = code.Walk.Producer(
            at.Previous?.OpCode.Code == Code.Constrained ? at.Previous : at, above.Count);
        if (Holders.IsFresh(producer))
        {
            return false;
        }

        string member = code.Holders.Name(producer, type);
        IEnumerable<Instruction> site = code.Site(at, SiteKind.Collection, member, uses);
        bool isSequence = full == "System.Collections.Generic.IEnumerable`1" && !(hasReceiver && argument == 0);
        if (isSequence)
        {
            hook = code.Hooks.Sequence(((GenericInstanceType)type).GenericArguments[0]);
        }

        code.See(at, above, [.. site, Instruction.Create(OpCodes.Call, hook)], isSequence);
        return true;
    }
}
