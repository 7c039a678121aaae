using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Check.Designs;

/// <summary>Walks through the code that a design may run. A virtual call leads to the overrides of the types that the
/// code reached so far makes; a method that is handed on as a delegate counts as called.</summary>
/// <param name="reader">Finds the code.</param>
internal sealed class ReachableCode(CodeReader reader)
{
    private readonly HashSet<MethodDefinition> _seen = [];
    private readonly Queue<MethodDefinition> _todo = [];
    private readonly HashSet<TypeDefinition> _touched = [];
    private readonly HashSet<FieldDefinition> _read = [];
    private readonly Dispatch _dispatch = new(reader);

    /// <summary>What follows from objects and delegates that a static field is initialised with: nothing for who does
    /// not read it.</summary>
    private readonly Dictionary<FieldDefinition, List<Action>> _initial = [];

    /// <summary>What was come across, in the order in which it was.</summary>
    public List<UncontrolledUse> Uses { get; } = [];

    /// <summary>The modules of the design whose code was come across.</summary>
    public HashSet<ModuleDefinition> Modules { get; } = [];

    /// <summary>Walks on from a method.</summary>
    /// <param name="root">The method.</param>
    public void From(MethodDefinition root)
    {
        Reach(root);
        while (_todo.TryDequeue(out MethodDefinition? next))
        {
            Walk(next);
        }
    }

    /// <summary>An object is there before the design is made.</summary>
    /// <param name="type">Its type.</param>
    public void Captured(TypeDefinition type)
    {
        if (reader.IsOfDesign(type.Module))
        {
            Reach(_dispatch.Captured(type));
        }
    }

    private void Reach(IEnumerable<MethodDefinition> methods)
    {
        foreach (MethodDefinition method in methods)
        {
            Reach(method);
        }
    }

    private void Reach(MethodDefinition method)
    {
        if (reader.IsOfDesign(method.Module) && _seen.Add(method))
        {
            Modules.Add(method.Module);
            Touch(method.DeclaringType);
            _todo.Enqueue(method);
        }
    }

    private void Make(TypeDefinition? type)
    {
        if (type is not null && reader.IsOfDesign(type.Module))
        {
            Reach(_dispatch.Made(type));
        }
    }

    private void Touch(TypeDefinition type)
    {
        if (reader.IsOfDesign(type.Module) && _touched.Add(type)
            && type.Methods.FirstOrDefault(method => method.IsConstructor && method.IsStatic) is { } initialiser)
        {
            Reach(initialiser);
        }
    }

    private void Walk(MethodDefinition method)
    {
        if (method.IsSynchronized)
        {
            string advice = reader.TakesRuntimeLocks ? Primitives.RuntimeLocks : Primitives.Locking;
            Uses.Add(UncontrolledUse.In(method, 0, "MethodImplOptions.Synchronized", advice));
        }

        if (!method.HasBody)
        {
            return;
        }

        foreach (VariableDefinition local in method.Body.Variables)
        {
            MakeValue(local.VariableType);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case MethodReference called:
                    Call(method, instruction, called);
                    break;
                case FieldReference field:
                    Access(method, instruction, field);
                    break;
                case TypeReference type:
                    MakeValue(type);
                    break;
                default:
                    break;
            }
        }
    }

    private void Call(MethodDefinition from, Instruction at, MethodReference called)
    {
        if (Primitives.InsteadOf(called) is { } instead)
        {
            if (!IsOfEvent(from) && !(Primitives.IsStep(called) && reader.IsControlled(from.Module)))
            {
                string advice = reader.TakesRuntimeLocks ? Primitives.AdviceOnSteps(called, instead) : instead;
                Uses.Add(UncontrolledUse.In(from, at.Offset, UncontrolledUse.Callee(called), advice));
            }

            return;
        }

        if (HashCodes.In(from, at, called) is { } hash)
        {
            Uses.Add(hash);
            return;
        }

        foreach (TypeReference argument in (called as GenericInstanceMethod)?.GenericArguments ?? [])
        {
            // Perhaps it makes one.
            MakeNew(CodeReader.MayBeOfDesign(argument) ? CodeReader.Definition(argument) : null);
        }

        if (!CodeReader.MayBeOfDesign(called.DeclaringType) || CodeReader.Definition(called) is not { } definition)
        {
            return;
        }

        if (definition.IsConstructor)
        {
            WhenRead(from, at, () => Make(definition.DeclaringType));
        }

        if (at.OpCode.Code is Code.Ldftn or Code.Ldvirtftn)
        {
            WhenRead(from, at, () => Reach(_dispatch.Called(definition).Append(definition)));
            return;
        }

        Reach(definition);
        bool isDispatched = definition.IsVirtual && (definition.IsStatic || at.OpCode.Code != Code.Call);
        Reach(isDispatched ? _dispatch.Called(definition) : []);
    }

    private void Access(MethodDefinition from, Instruction at, FieldReference field)
    {
        if (field.FieldType is RequiredModifierType { ModifierType.Name: "IsVolatile" }
            && !reader.IsControlled(from.Module))
        {
            string what = $"the volatile field {UncontrolledUse.Plain(field.DeclaringType)}.{field.Name}";
            Uses.Add(UncontrolledUse.In(from, at.Offset, what, Primitives.Sharing));
        }

        if (reader.IsControlled(from.Module) && WritesStatic(from, at)
            && CodeReader.Definition(field) is { IsInitOnly: false } shared && shared.Name[0] != '<')
        {
            string what = $"the static field {UncontrolledUse.Plain(field.DeclaringType)}.{field.Name}";
            Uses.Add(UncontrolledUse.In(from, at.Offset, what, Primitives.Making));
        }

        bool isRead = at.OpCode.Code is Code.Ldsfld or Code.Ldsflda;
        if ((isRead || at.OpCode.Code == Code.Stsfld)
            && CodeReader.MayBeOfDesign(field.DeclaringType) && CodeReader.Definition(field.DeclaringType) is { } type)
        {
            Touch(type);
            if (isRead && CodeReader.Definition(field) is { } definition && _read.Add(definition))
            {
                _initial.GetValueOrDefault(definition, []).ForEach(follow => follow());
            }
        }
    }

    /// <summary>Whether an instruction may write a static field, outside of the code that initialises it.</summary>
    private static bool WritesStatic(MethodDefinition from, Instruction at) =>
        at.OpCode.Code is Code.Stsfld or Code.Ldsflda && from is not { IsConstructor: true, IsStatic: true };

    /// <summary>Does at once what follows from an instruction; what sets a static field, once that is read.</summary>
    private void WhenRead(MethodDefinition from, Instruction at, Action follow)
    {
        if (Initialises(from, at) is { } field && !_read.Contains(field))
        {
            _initial.TryAdd(field, []);
            _initial[field].Add(follow);
        }
        else
        {
            follow();
        }
    }

    /// <summary>The static field that a static constructor stores what it makes at an instruction in: the next that it
    /// stores to.</summary>
    private static FieldDefinition? Initialises(MethodDefinition method, Instruction at)
    {
        if (method is { IsConstructor: true, IsStatic: true })
        {
            for (Instruction? next = at; next is not null; next = next.Next)
            {
                if (next is { OpCode.Code: Code.Stsfld, Operand: FieldDefinition field }
                    && field.DeclaringType == method.DeclaringType)
                {
                    return field;
                }
            }
        }

        return null;
    }

    private void MakeNew(TypeDefinition? type)
    {
        Make(type);
        if (type is not null)
        {
            Reach(type.Methods.Where(each => each is { IsConstructor: true, IsStatic: false, HasParameters: false }));
        }
    }

    /// <summary>Values need no constructor.</summary>
    private void MakeValue(TypeReference type)
    {
        if (CodeReader.MayBeOfDesign(type) && CodeReader.Definition(type) is { IsValueType: true } value)
        {
            Make(value);
        }
    }

    /// <summary>An event as the compiler writes it adds a handler with an interlocked exchange.</summary>
    private static bool IsOfEvent(MethodDefinition method) =>
        (method.IsAddOn || method.IsRemoveOn)
        && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");
}
