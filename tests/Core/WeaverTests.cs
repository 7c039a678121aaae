using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using LuoVerified.Check;
using LuoVerified.Core.Samples;
using LuoVerified.Core.Watching;
using LuoVerified.Spec;
using LuoVerified.Weaver;

namespace LuoVerified.Core.Tests;

/// <summary>The weaver itself: once is enough, the same comes out each time, and what comes out is valid.</summary>
public sealed class WeaverTests : IDisposable
{
    private static readonly string[] References =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WeavingTwiceChangesNothing()
    {
        string woven = typeof(Fields).Assembly.Location;
        string again = Target("once", woven);
        Assert.NotNull(typeof(Fields).Assembly.GetCustomAttribute<WovenAttribute>());
        Assert.Equal(0, AssemblyWeaver.Weave(woven, again, References, ""));
        Assert.Equal(File.ReadAllBytes(woven), File.ReadAllBytes(again));
    }

    [Fact]
    public void TheSameComesOutEachTime()
    {
        string plain = typeof(SessionSpec).Assembly.Location;
        string first = Target("first", plain);
        string second = Target("second", plain);
        Assert.Equal(
            AssemblyWeaver.Weave(plain, first, References, ""), AssemblyWeaver.Weave(plain, second, References, ""));
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(
            File.ReadAllBytes(Path.ChangeExtension(first, ".pdb")),
                File.ReadAllBytes(Path.ChangeExtension(second, ".pdb")));
    }

    [Theory]
    [InlineData(typeof(SessionSpec))]
    [InlineData(typeof(Checks))]
    [InlineData(typeof(AssemblyWeaver))]
    [InlineData(typeof(Mono.Cecil.ModuleDefinition))]
    [InlineData(typeof(Fields))]
    [InlineData(typeof(Impl.Machine))]
    public void EveryMethodThatComesOutCompiles(Type inAssembly)
    {
        string plain = inAssembly.Assembly.Location;
        string woven = Target("valid", plain);
        AssemblyWeaver.Weave(plain, woven, References, "");
        var context = new AssemblyLoadContext("woven", isCollectible: true);
        int compiled = 0;
        foreach (Type type in context.LoadFromAssemblyPath(woven).GetTypes()
            .Where(type => !type.ContainsGenericParameters))
        {
            const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
                | BindingFlags.Instance | BindingFlags.DeclaredOnly;
            foreach (MethodBase method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
            {
                if (!method.ContainsGenericParameters && method.GetMethodBody() is not null)
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    compiled++;
                }
            }
        }

        Assert.True(compiled > 20);
        context.Unload();
    }

    [Fact]
    public void NumbersOfSitesAreThePlacesInOneList()
    {
        Recorder.Short(new Fields(1).Increment);
        _ = new Impl.Machine(new Threads(), Impl.Design.Hardened);
        IReadOnlyList<Site> sites = Watch.AllSites();
        Assert.Equal(Enumerable.Range(0, sites.Count), sites.Select(site => site.Number));

        // Other tests weave assemblies without debug information, or without a root of the sources, and load them.
        Assert.Contains(sites, site => site.File == "tests/Core/Samples/Fields.cs" && site.Line > 0);
        Assert.Contains(sites, site => site.File.StartsWith("src/Impl/", StringComparison.Ordinal) && site.Line > 0);
    }

    private string Target(string name, string file) =>
        Path.Combine(_folder.CreateSubdirectory(name).FullName, Path.GetFileName(file));
}
