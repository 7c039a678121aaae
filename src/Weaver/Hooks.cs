using LuoVerified.Core.Controlled;
using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>The methods of <see cref="Watch"/>, and where the module keeps the number of its first site.</summary>
internal sealed class Hooks
{
    private const string HolderName = "<Woven>";

    private readonly ModuleDefinition _module;
    private readonly TypeDefinition _watch;
    private readonly TypeDefinition _control;
    private readonly MethodReference _node;
    private readonly MethodReference _sequence;

    public Hooks(ModuleDefinition module, AssemblyDefinition core)
    {
        _module = module;
        _watch = core.MainModule.GetType(typeof(Watch).FullName);
        Instance = Find(nameof(Watch.Instance));
        Tracked = Find(nameof(Watch.Tracked));
        Static = Find(nameof(Watch.Static));
        Element = Find(nameof(Watch.Element));
        Maybe = Find(nameof(Watch.Maybe));
        At = Find(nameof(Watch.At));
        Suspend = Find(nameof(Watch.Suspend));
        Resume = Find(nameof(Watch.Resume));
        _control = core.MainModule.GetType(typeof(Control).FullName);
        Atomic = Find(_control, nameof(Control.Atomic));
        AtomicElement = Find(_control, nameof(Control.AtomicElement));
        Unsupported = Find(_control, nameof(Control.Unsupported));
        _node = Find(nameof(Watch.Node));
        _sequence = Find(nameof(Watch.Sequence));
        TypeReference type = module.ImportReference(Find(nameof(Watch.Register)).Parameters[0].ParameterType);
        TypeOfHandle = new MethodReference("GetTypeFromHandle", type, type)
        {
            Parameters = { new ParameterDefinition(module.ImportReference(new TypeReference(
                "System", "RuntimeTypeHandle", type.Module, type.Scope, valueType: true))) },
        };
        Holder = new TypeDefinition(
            "", HolderName, TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            module.TypeSystem.Object);
        First = new FieldDefinition(
            "First", FieldAttributes.Static | FieldAttributes.Assembly, module.TypeSystem.Int32);
        Holder.Fields.Add(First);
        Woven = module.ImportReference(
            core.MainModule.GetType(typeof(WovenAttribute).FullName).Methods.Single(method =>
                method.IsConstructor && !method.IsStatic));
    }

    public MethodReference Instance { get; }

    public MethodReference Tracked { get; }

    public MethodReference Static { get; }

    public MethodReference Element { get; }

    public MethodReference Maybe { get; }

    public MethodReference At { get; }

    public MethodReference Atomic { get; }

    public MethodReference AtomicElement { get; }

    public MethodReference Unsupported { get; }

    public MethodReference Suspend { get; }

    public MethodReference Resume { get; }

    public MethodReference TypeOfHandle { get; }

    public MethodReference Woven { get; }

    public TypeDefinition Holder { get; }

    public FieldDefinition First { get; }

    /// <summary>The hook for a node of a linked list.</summary>
    /// <param name="value">The type of its value.</param>
    public MethodReference Node(TypeReference value) =>
        new GenericInstanceMethod(_node) { GenericArguments = { value } };

    /// <summary>The hook that takes the place of a sequence which is given away.</summary>
    /// <param name="element">The type of its elements.</param>
    public MethodReference Sequence(TypeReference element) =>
        new GenericInstanceMethod(_sequence) { GenericArguments = { element } };

    /// <summary>The number of a site, on the stack.</summary>
    /// <param name="site">Its number in the module.</param>
    public IEnumerable<Instruction> Number(int site) =>
    [
        Instruction.Create(OpCodes.Ldsfld, First),
        Instruction.Create(OpCodes.Ldc_I4, site),
        Instruction.Create(OpCodes.Add),
    ];

    /// <summary>Makes the module register its sites before anything else of it runs.</summary>
    public void AddInitializer()
    {
        _module.Types.Add(Holder);
        TypeDefinition global = _module.Types.Single(type => type.Name == "<Module>");
        MethodDefinition? start = global.Methods.SingleOrDefault(method => method.Name == ".cctor");
        if (start is null)
        {
            start = new MethodDefinition(
                ".cctor",
                MethodAttributes.Private | MethodAttributes.Static | MethodAttributes.SpecialName
                | MethodAttributes.RTSpecialName | MethodAttributes.HideBySig,
                _module.TypeSystem.Void);
            start.Body.Instructions.Add(Instruction.Create(OpCodes.Ret));
            global.Methods.Add(start);
        }

        Instruction[] register =
        [
            Instruction.Create(OpCodes.Ldtoken, Holder),
            Instruction.Create(OpCodes.Call, TypeOfHandle),
            Instruction.Create(OpCodes.Call, Find(nameof(Watch.Register))),
            Instruction.Create(OpCodes.Stsfld, First),
        ];
        for (int i = 0; i < register.Length; i++)
        {
            start.Body.Instructions.Insert(i, register[i]);
        }
    }

    /// <summary>What stands in for a method of one of the runtime's primitives.</summary>
    /// <param name="primitive">The full name of the primitive.</param>
    /// <param name="called">The method.</param>
    /// <returns>The method, static, that takes the object first; null if nothing stands in.</returns>
    public MethodReference? StandIn(Type primitive, MethodReference called)
    {
        List<string> parameters = [.. called.Parameters.Select(each => each.ParameterType.FullName)];
        if (called.HasThis)
        {
            parameters.Insert(
                0, called.DeclaringType.IsValueType ? $"{called.DeclaringType.FullName}&"
                    : called.DeclaringType.FullName);
        }

        MethodDefinition? found = _control.Module.GetType(primitive.FullName).Methods.FirstOrDefault(method =>
            method.Name == called.Name
            && method.Parameters.Select(each => each.ParameterType.FullName).SequenceEqual(parameters));
        return found is null ? null : _module.ImportReference(found);
    }

    private MethodReference Find(string name) => Find(_watch, name);

    private MethodReference Find(TypeDefinition type, string name) =>
        _module.ImportReference(type.Methods.Single(method => method.Name == name));
}
