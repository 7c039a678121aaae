using LuoVerified.Cli.Files;
using LuoVerified.Impl;
using LuoVerified.Impl.HandOver;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Cli.Assemblies;

/// <summary>Gives an assembly that declares no <see cref="Design"/> a factory of each session service in it. A factory is code of
/// the assembly like any other, so that all that it reaches is looked through.</summary>
internal static class ServiceFactories
{
    /// <summary>The class with the factories: a method each, called as the design.</summary>
    public const string Holder = "LuoVerified.Outside.Factories";

    /// <summary>The interface of the services whose format is not the default.</summary>
    private static readonly string LuoSer = typeof(ILuoSerSessions).FullName!;

    private static readonly string[] Interfaces = [typeof(IDeviceTreeSessions).FullName!, LuoSer];

    /// <summary>Adds the factories, if there is anything to add.</summary>
    /// <param name="copy">The assembly, which is rewritten.</param>
    /// <param name="file">What to call it.</param>
    /// <param name="folders">Where to look for what it refers to.</param>
    /// <exception cref="FileProblemException">It declares no design, and holds no service that could be one.</exception>
    public static void AddTo(string copy, string file, IEnumerable<string> folders)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (string folder in folders)
        {
            resolver.AddSearchDirectory(folder);
        }

        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(copy, new ReaderParameters
        {
            AssemblyResolver = resolver,
            InMemory = true,
            ReadSymbols = File.Exists(Path.ChangeExtension(copy, ".pdb")),
        });
        ModuleDefinition module = assembly.MainModule;
        if (module.GetTypes().Any(Declares))
        {
            return;
        }

        TypeDefinition[] services = [.. module.Types.Where(type => type.IsPublic && type.IsClass && Implemented(type) is not null)];
        (TypeDefinition Service, MethodDefinition Maker)[] usable =
        [
            .. services.Where(type => !type.IsAbstract).Select(type => (type, Maker(type)!)).Where(each => each.Item2 is not null),
        ];
        if (usable.Length == 0)
        {
            throw new FileProblemException(file, $"holds no design: {WhyNot(services)}");
        }

        var factories = new TypeDefinition(
            Holder[..Holder.LastIndexOf('.')],
            Holder[(Holder.LastIndexOf('.') + 1)..],
            TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed,
            module.TypeSystem.Object);
        module.Types.Add(factories);
        foreach ((TypeDefinition service, MethodDefinition maker) in usable)
        {
            factories.Methods.Add(Factory(service, maker));
        }

        assembly.Write(copy, new WriterParameters { WriteSymbols = module.HasSymbols });
    }

    /// <summary>The design of a service that declares none: called as the class, without <c>Sessions</c> at its end.</summary>
    /// <param name="factory">The name of its factory.</param>
    /// <param name="create">The factory.</param>
    /// <param name="service">The class.</param>
    /// <returns>The design.</returns>
    public static Design DesignOf(string factory, Func<KernelPlatform, ISessionService> create, Type service) =>
        new(factory, $"The class {service.FullName}.", create)
        {
            Format = service.IsAssignableTo(typeof(ILuoSerSessions)) ? HandOverFormat.BlockChain() : HandOverFormat.DeviceTree,
        };

    private static bool Declares(TypeDefinition type) =>
        type.Properties.Any(each => each.GetMethod is { IsStatic: true, IsPublic: true } && IsDesign(each.PropertyType))
        || type.Fields.Any(each => each is { IsStatic: true, IsPublic: true } && IsDesign(each.FieldType));

    private static bool IsDesign(TypeReference type) => type.FullName == typeof(Design).FullName;

    /// <summary>The interface of a service that a class or one that it derives from implements.</summary>
    private static string? Implemented(TypeDefinition? type)
    {
        for (; type is not null; type = type.BaseType?.Resolve())
        {
            if (type.Interfaces.Select(each => each.InterfaceType.FullName).FirstOrDefault(Interfaces.Contains) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static MethodDefinition? Maker(TypeDefinition type) => type.HasGenericParameters ? null : type.Methods.FirstOrDefault(
        method => method is { IsConstructor: true, IsStatic: false, IsPublic: true, Parameters.Count: 1 }
            && method.Parameters[0].ParameterType.FullName == typeof(KernelPlatform).FullName);

    private static string WhyNot(TypeDefinition[] services) => services switch
    {
        [] => $"no public static Design, and no public class that implements {nameof(IDeviceTreeSessions)} or {nameof(ILuoSerSessions)}",
        [{ IsAbstract: true } only] => $"{only.Name} is abstract",
        [{ HasGenericParameters: true } only] => $"{only.Name} has type parameters",
        [var only] => $"{only.Name} has no public constructor that takes a {nameof(KernelPlatform)}",
        _ => $"none of {string.Join(", ", services.Select(each => each.Name))} is a class with a public constructor that takes a {nameof(KernelPlatform)}",
    };

    private static MethodDefinition Factory(TypeDefinition service, MethodDefinition maker)
    {
        var factory = new MethodDefinition(
            NameOf(service.Name), MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, service);
        factory.Parameters.Add(new ParameterDefinition("platform", ParameterAttributes.None, maker.Parameters[0].ParameterType));
        ILProcessor code = factory.Body.GetILProcessor();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, maker);
        code.Emit(OpCodes.Ret);
        return factory;
    }

    /// <summary><c>LazyListSessions</c> is <c>lazy-list</c>.</summary>
    private static string NameOf(string type)
    {
        const string Suffix = "Sessions";
        string stem = type.EndsWith(Suffix, StringComparison.Ordinal) && type.Length > Suffix.Length ? type[..^Suffix.Length] : type;
        return string.Concat(stem.Select((c, at) => c switch
        {
            '_' => "-",
            _ when !char.IsAsciiLetterUpper(c) => $"{c}",
            _ => (at == 0 || char.IsAsciiLetterUpper(stem[at - 1]) ? "" : "-") + char.ToLowerInvariant(c),
        }));
    }
}
