using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LuoVerified.Cli.Files;
using LuoVerified.Cli.Origins;
using LuoVerified.Impl;

namespace LuoVerified.Cli.Assemblies;

/// <summary>Finds the designs of an assembly: every <see cref="Design"/> that a public static property or field of it holds, or if
/// there is none every public class that implements the service and is made of a <see cref="KernelPlatform"/> alone.</summary>
internal static class DesignAssembly
{
    /// <summary>The largest assembly that is read, 256 MiB: more is a mistake.</summary>
    private const int MaxBytes = 256 << 20;

    /// <summary>Loads an assembly.</summary>
    /// <param name="file">The file.</param>
    /// <param name="copies">Takes the copy of it that is loaded.</param>
    /// <returns>What reads its designs, by the names of the classes and members that hold them; one and more. Each throws a
    /// <see cref="FileProblemException"/> if there is none.</returns>
    /// <exception cref="FileProblemException">It is no such assembly.</exception>
    public static IReadOnlyList<Func<Design>> Load(string file, WovenCopies copies)
    {
        RequireAssembly(file);
        return Reading<IReadOnlyList<Func<Design>>>(file, () =>
        {
            Assembly loaded = new DesignContext(Path.GetFullPath(file), copies).Load();
            return loaded.GetType(ServiceFactories.Holder) is { } factories
                ? [.. factories.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Select(factory => new Func<Design>(() => Reading(file, () => DesignMadeBy(factory))))]
                : [.. DeclaredDesigns.MembersOf(loaded.GetExportedTypes())
                    .Select(member => new Func<Design>(() => Reading(file, () => DeclaredBy(member, file))))];
        });
    }

    /// <summary>Whether an exception says that an assembly refers to what is not there, or not so.</summary>
    /// <param name="thrown">The exception.</param>
    /// <returns>True if it does.</returns>
    public static bool IsMisfit(Exception thrown) =>
        thrown is TypeLoadException or MissingMemberException or FileNotFoundException or FileLoadException or BadImageFormatException;

    /// <summary>Says so in one line.</summary>
    /// <param name="thrown">The exception.</param>
    /// <returns>The line.</returns>
    public static string Misfit(Exception thrown) => thrown is FileNotFoundException { FileName: { } missing }
        ? $"needs {missing.Split(',')[0]}, which does not lie beside it"
        : $"does not fit this version of luo, build it against {Version}: {thrown.Message}";

    private static string Version => $"{typeof(Design).Assembly.GetName().Version}";

    private static void RequireAssembly(string file)
    {
        byte[] bytes = InputFile.Read(file, MaxBytes);
        try
        {
            using var image = new PEReader(new MemoryStream(bytes));
            if (!image.HasMetadata)
            {
                throw new FileProblemException(file, "is a native library, no assembly of .NET");
            }

            MetadataReader metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly)
            {
                throw new FileProblemException(file, "is a module, no assembly of .NET");
            }

            RequireVersions(file, [.. metadata.AssemblyReferences.Select(each => metadata.GetAssemblyReference(each).GetAssemblyName())]);
        }
        catch (BadImageFormatException)
        {
            throw new FileProblemException(file, IsElf(bytes) ? "is a native library, no assembly of .NET" : "is no assembly of .NET");
        }
    }

    private static void RequireVersions(string file, AssemblyName[] references)
    {
        string contracts = typeof(Design).Assembly.GetName().Name!;
        if (references.All(reference => reference.Name != contracts))
        {
            throw new FileProblemException(file, $"holds no design: it does not refer to {contracts}");
        }

        foreach (AssemblyName reference in references.Where(each => each.Name!.StartsWith(SourceHash.Prefix, StringComparison.Ordinal)))
        {
            Version? ours = VersionOf(reference.Name!);
            if (ours is not null && reference.Version != ours)
            {
                throw new FileProblemException(file, $"was built against {reference.Name} {reference.Version}, and this luo is {ours}");
            }
        }
    }

    /// <summary>The version of an assembly of ours; null if we have none of that name.</summary>
    private static Version? VersionOf(string name)
    {
        try
        {
            return Assembly.Load(new AssemblyName(name)).GetName().Version;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static T Reading<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception misfit) when (IsMisfit(misfit))
        {
            throw new FileProblemException(file, Misfit(misfit));
        }
    }

    private static Design DesignMadeBy(MethodInfo factory) => ServiceFactories.DesignOf(
        factory.Name, factory.CreateDelegate<Func<KernelPlatform, ISessionService>>(), factory.ReturnType);

    private static Design DeclaredBy(MemberInfo member, string file)
    {
        string name = $"{member.DeclaringType!.Name}.{member.Name}";
        try
        {
            return DeclaredDesigns.Read(member) ?? throw new FileProblemException(file, $"{name} is null");
        }
        catch (Exception thrown) when (thrown is TargetInvocationException or TypeInitializationException)
        {
            Exception cause = thrown.GetBaseException();
            throw new FileProblemException(file, IsMisfit(cause) ? Misfit(cause) : $"{name} throws {cause.GetType().Name}: {cause.Message}");
        }
    }

    private static bool IsElf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\u007fELF"u8);
}
