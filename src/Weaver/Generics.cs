using Mono.Cecil;

namespace LuoVerified.Weaver;

/// <summary>Types as the code at a use of a generic member sees them.</summary>
internal static class Generics
{
    /// <summary>A type in the signature of a member, with the arguments of the use put in.</summary>
    /// <param name="type">The type.</param>
    /// <param name="declaring">The type that the member belongs to, as it is used.</param>
    /// <param name="method">The method, as it is used; null for a field.</param>
    public static TypeReference Inflate(TypeReference type, TypeReference declaring, MethodReference? method = null)
    {
        switch (type)
        {
            case GenericParameter { Type: GenericParameterType.Type } parameter:
                return declaring is GenericInstanceType instance ? instance.GenericArguments[parameter.Position] : type;
            case GenericParameter parameter:
                return method is GenericInstanceMethod called ? called.GenericArguments[parameter.Position] : type;
            case GenericInstanceType generic:
                var made = new GenericInstanceType(generic.ElementType);
                foreach (TypeReference argument in generic.GenericArguments)
                {
                    made.GenericArguments.Add(Inflate(argument, declaring, method));
                }

                return made;
            case ArrayType array:
                return array.IsVector
                    ? new ArrayType(Inflate(array.ElementType, declaring, method))
                    : new ArrayType(Inflate(array.ElementType, declaring, method), array.Rank);
            case ByReferenceType reference:
                return new ByReferenceType(Inflate(reference.ElementType, declaring, method));
            case PointerType pointer:
                return new PointerType(Inflate(pointer.ElementType, declaring, method));
            case IModifierType modifier:
                return Inflate(modifier.ElementType, declaring, method);
            default:
                return type;
        }
    }
}
