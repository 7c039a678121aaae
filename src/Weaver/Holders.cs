using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>What arrays and collections are called: by the field or property that they come from, else by their
/// type.</summary>
/// <param name="body">The code.</param>
/// <param name="walk">Its stack.</param>
internal sealed class Holders(MethodBody body, StackWalk walk)
{
    /// <summary>The name of a value.</summary>
    /// <param name="producer">What puts it on the stack; null if that is not known.</param>
    /// <param name="type">Its type.</param>
    public string Name(Instruction? producer, TypeReference type) => Field(producer, 0) ?? Names.Of(type);

    /// <summary>Whether a value was made right here, and nobody else can know it yet.</summary>
    /// <param name="producer">What puts it on the stack.</param>
    public static bool IsFresh(Instruction? producer) => producer?.OpCode.Code is Code.Newobj or Code.Newarr;

    /// <summary>The type of a value, as the source declares it.</summary>
    /// <param name="producer">What puts it on the stack.</param>
    /// <returns>The type; null if it is not plain to see.</returns>
    public static TypeReference? TypeOf(Instruction? producer) => producer?.OpCode.Code switch
    {
        Code.Ldfld or Code.Ldsfld => ((FieldReference)producer.Operand).FieldType,
        Code.Ldloc => ((VariableDefinition)producer.Operand).VariableType,
        Code.Ldarg => ((ParameterDefinition)producer.Operand).ParameterType,
        Code.Call or Code.Callvirt => ((MethodReference)producer.Operand).ReturnType,
        _ => null,
    };

    private string? Field(Instruction? producer, int depth)
    {
        switch (producer?.OpCode.Code)
        {
            case Code.Ldfld or Code.Ldsfld when ((FieldReference)producer.Operand).Name.Contains(
                "<>", StringComparison.Ordinal):
                return null;
            case Code.Ldfld or Code.Ldsfld:
                return Names.Of((FieldReference)producer.Operand);
            case Code.Call or Code.Callvirt when ((MethodReference)producer.Operand).Name.StartsWith(
                "get_", StringComparison.Ordinal)
                && ((MethodReference)producer.Operand).Parameters.Count == 0:
                return Names.Of((MethodReference)producer.Operand);
            case Code.Ldloc when depth < 4:
                return Single((VariableDefinition)producer.Operand) is { } store
                    ? Field(walk.Producer(store, 0), depth + 1)
                    : null;
            case Code.Castclass or Code.Isinst when depth < 4:
                return Field(walk.Producer(producer, 0), depth + 1);
            case Code.Ldelem_Ref or Code.Ldelem_Any when depth < 4:
                return Field(walk.Producer(producer, 1), depth + 1) is { } outer ? $"{outer}[]" : null;
            default:
                return null;
        }
    }

    /// <summary>The only place where a local variable gets its value; null if there are several.</summary>
    private Instruction? Single(VariableDefinition variable)
    {
        Instruction? single = null;
        foreach (Instruction each in body.Instructions)
        {
            if (each.Operand == variable && each.OpCode.Code is Code.Stloc or Code.Ldloca)
            {
                if (single is not null || each.OpCode.Code == Code.Ldloca)
                {
                    return null;
                }

                single = each;
            }
        }

        return single;
    }
}
