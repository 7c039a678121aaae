using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Check.Designs;

/// <summary>Hash codes that differ from process to process: those of strings, and of objects that have none of their own.</summary>
internal static class HashCodes
{
    private const string Method = nameof(GetHashCode);

    /// <summary>Looks at a call. What computes the hash code of a type of the design may do so by any others: a table that is asked by it
    /// does not show it.</summary>
    /// <param name="from">The method that calls.</param>
    /// <param name="at">The instruction.</param>
    /// <param name="called">What it calls.</param>
    /// <returns>The use of such a hash code; null if it is none.</returns>
    public static UncontrolledUse? In(MethodDefinition from, Instruction at, MethodReference called)
    {
        if (from is { Name: Method, IsVirtual: true })
        {
            return null;
        }

        string? type = Primitives.NameOf(called.DeclaringType) switch
        {
            "System.HashCode" => "System.HashCode",
            "System.Runtime.CompilerServices.RuntimeHelpers" or "System.String" or "System.Object" when called.Name != Method => null,
            "System.Runtime.CompilerServices.RuntimeHelpers" => "System.Object",
            "System.String" => "System.String",
            // A compiler names the method that was overridden first.
            "System.Object" when Receiver(from, at) is { } receiver && !HasItsOwn(receiver) => Primitives.NameOf(receiver),
            _ => null,
        };
        string method = called.Name == Method || type == "System.Object" ? Method : called.Name;
        return type is null ? null : UncontrolledUse.In(from, at.Offset, $"{type}.{method}", Primitives.Repeating);
    }

    /// <summary>The type of what a method is called on, as the source has it; null if that takes more than the instruction before.</summary>
    private static TypeReference? Receiver(MethodDefinition from, Instruction at) => at.Previous?.Operand switch
    {
        TypeReference type when at.Previous.OpCode.Code is Code.Constrained or Code.Castclass => type,
        FieldReference field => field.FieldType,
        VariableReference variable => variable.VariableType,
        ParameterReference parameter => parameter.ParameterType,
        MethodReference { Name: ".ctor" } made => made.DeclaringType,
        MethodReference answers => answers.ReturnType,
        string => from.Module.TypeSystem.String,
        _ => at.Previous?.OpCode.Code switch
        {
            Code.Ldarg_0 when from.HasThis => from.DeclaringType,
            Code.Ldarg_0 or Code.Ldarg_1 or Code.Ldarg_2 or Code.Ldarg_3 =>
                from.Parameters.ElementAtOrDefault(at.Previous.OpCode.Code - Code.Ldarg_0 - (from.HasThis ? 1 : 0))?.ParameterType,
            Code.Ldloc_0 or Code.Ldloc_1 or Code.Ldloc_2 or Code.Ldloc_3 =>
                from.Body.Variables[at.Previous.OpCode.Code - Code.Ldloc_0].VariableType,
            _ => null,
        },
    };

    /// <summary>Whether a type computes a hash code that is the same in each run, as far as that is seen.</summary>
    private static bool HasItsOwn(TypeReference type)
    {
        if (type.IsGenericParameter || type.IsArray)
        {
            return type.IsGenericParameter;
        }

        for (TypeReference? at = type; at is not null; at = CodeReader.Definition(at)?.BaseType)
        {
            if (at.FullName is "System.String" or "System.Object")
            {
                return false;
            }

            if (CodeReader.Definition(at) is not { } definition || definition.IsInterface
                || definition.Methods.Any(method => method is { Name: Method, IsVirtual: true, HasParameters: false }))
            {
                return true;
            }
        }

        return true;
    }
}
