using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>What is done to a variable whose address is taken.</summary>
[Flags]
internal enum AddressUses
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is read.</summary>
    Read = 1,

    /// <summary>It is written.</summary>
    Write = 2,

    /// <summary>In a way that orders threads.</summary>
    Volatile = 4,
}

/// <summary>Follows an address to whoever uses it. An address that goes where it cannot be followed is a
/// write.</summary>
internal static class AddressUse
{
    private const string ReadOnly = "System.Runtime.CompilerServices.IsReadOnlyAttribute";

    /// <summary>The uses of the address that an instruction leaves on the stack.</summary>
    /// <param name="producer">The instruction.</param>
    public static AddressUses Of(Instruction producer)
    {
        AddressUses uses = AddressUses.None;
        foreach ((Instruction consumer, int argument) in StackWalk.Consumers(producer))
        {
            uses |= Of(consumer, argument);
        }

        return uses == AddressUses.None ? AddressUses.Write : uses;
    }

    /// <summary>The one step that a volatile access is: a write if it does both.</summary>
    /// <param name="uses">What is done, in a way that orders threads.</param>
    public static AddressUses Strongest(AddressUses uses) =>
        AddressUses.Volatile | (uses.HasFlag(AddressUses.Write) ? AddressUses.Write : AddressUses.Read);

    private static AddressUses Of(Instruction consumer, int argument) => consumer.OpCode.Code switch
    {
        Code.Ldfld or Code.Ldobj or Code.Ldind_I or Code.Ldind_I1 or Code.Ldind_I2 or Code.Ldind_I4 or Code.Ldind_I8
            or Code.Ldind_R4 or Code.Ldind_R8 or Code.Ldind_Ref or Code.Ldind_U1 or Code.Ldind_U2 or Code.Ldind_U4 =>
            AddressUses.Read,
        Code.Ldflda => Of(consumer),
        Code.Pop => AddressUses.Read,
        Code.Cpobj when argument == 1 => AddressUses.Read,
        Code.Call or Code.Callvirt or Code.Newobj => OfCall(consumer, (MethodReference)consumer.Operand, argument),
        _ => AddressUses.Write,
    };

    private static AddressUses OfCall(Instruction call, MethodReference called, int argument)
    {
        if (called.HasThis && call.OpCode.Code != Code.Newobj)
        {
            if (argument == 0)
            {
                return OfReceiver(call, called);
            }

            argument--;
        }

        string type = called.DeclaringType.FullName;
        if (type is "System.Threading.Volatile" or "System.Threading.Interlocked")
        {
            return AddressUses.Volatile | (
                called.Name == "Read" || (called.Name == "CompareExchange" && argument > 0) ? AddressUses.Read
                : called.DeclaringType.Name == "Volatile" ? AddressUses.Write
                : AddressUses.Read | AddressUses.Write);
        }

        ParameterDefinition parameter = called.Parameters[argument];
        if (Scope.Resolve(called.DeclaringType) is not null && called.Resolve() is { } method)
        {
            parameter = method.Parameters[argument];
        }

        bool isIn = parameter.IsIn || parameter.HasCustomAttributes && parameter.CustomAttributes.Any(each =>
            each.AttributeType.FullName is ReadOnly or "System.Runtime.CompilerServices.RequiresLocationAttribute");
        return isIn ? AddressUses.Read : AddressUses.Write;
    }

    private static AddressUses OfReceiver(Instruction call, MethodReference called)
    {
        TypeReference type = call.Previous is { OpCode.Code: Code.Constrained } prefix ? (TypeReference)prefix.Operand
            : called.DeclaringType;
        bool isHarmless = called.Name is "ToString" or "Equals" or "GetHashCode" or "CompareTo" or "GetType"
            || called.Name.StartsWith("get_", StringComparison.Ordinal);
        if (isHarmless || Scope.Resolve(type) is not { IsValueType: true } definition)
        {
            return AddressUses.Read;
        }

        return Scope.Has(definition, ReadOnly) || (called.Resolve() is { } method && Scope.Has(method, ReadOnly))
            ? AddressUses.Read
            : AddressUses.Write;
    }
}
