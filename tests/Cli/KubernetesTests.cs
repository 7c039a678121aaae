using k8s;
using k8s.Models;

namespace LuoVerified.Cli.Tests;

/// <summary><c>deploy/kubernetes</c>: a cluster understands all that it is told, and what its pods do is <c>luo prove</c> in parts.</summary>
public sealed class KubernetesTests : IDisposable
{
    private const string Options = "--programs 1x1 --names 1 --kernels 1 --faults 0 --design as-posted";
    private static readonly string Manifests = Path.Combine(ProcessRun.Root(), "deploy", "kubernetes");
    private readonly Scratch _scratch = new();

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Manifests).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void AManifestIsOfThePublishedSchema(string file)
    {
        string text = Text(file);
        var one = (IKubernetesObject<V1ObjectMeta>)Assert.Single(Parse(text));
        Assert.NotNull(one.Kind);
        Assert.NotNull(one.Metadata.Name);

        // The same with a field that there is not, and with a text for a number.
        Assert.ThrowsAny<Exception>(() => Parse(text.Replace("metadata:\n  name", "metadata:\n  nome", StringComparison.Ordinal)));
        if (one is V1Job)
        {
            Assert.ThrowsAny<Exception>(() => Parse(text.Replace("restartPolicy", "restartpolicy", StringComparison.Ordinal)));
            Assert.ThrowsAny<Exception>(() => Parse(text + "  completions: many\n"));
        }
    }

    [Fact]
    public void TheJobHasAPodForEachPart()
    {
        V1Job job = Job("prove.yaml");
        Assert.Equal("Indexed", job.Spec.CompletionMode);
        foreach (V1Job each in new[] { job, Job("merge.yaml") })
        {
            Assert.Equal("Never", each.Spec.Template.Spec.RestartPolicy);
            Assert.Equal($"{job.Spec.Completions}", Pod(each).Env.Single(variable => variable.Name == "LUO_SHARD_TOTAL").Value);
            V1Volume volume = Assert.Single(each.Spec.Template.Spec.Volumes);
            Assert.Equal(Claim(), volume.PersistentVolumeClaim.ClaimName);
            Assert.Equal(
                Pod(each).Env.Single(variable => variable.Name == "REPORTS").Value,
                Pod(each).VolumeMounts.Single(mount => mount.Name == volume.Name).MountPath);
        }

        V1PodFailurePolicyRule last = job.Spec.PodFailurePolicy.Rules[^1];
        Assert.Equal((Pod(job).Name, "FailJob"), (last.OnExitCodes.ContainerName, last.Action));
        Assert.Equal([2], last.OnExitCodes.Values);
    }

    [Fact]
    public void WhatThePodsDoIsTheWholeInParts()
    {
        foreach (string index in new[] { "2", "0", "1" })
        {
            Assert.Equal(0, Run("prove.yaml", ("JOB_COMPLETION_INDEX", index)).ExitCode);
        }

        ProcessRun merge = Run("merge.yaml");
        CommandRun one = CommandRun.Of(["prove", .. Options.Split(' '), "--workers", "1", "--out", _scratch["traces"], "--json", _scratch["whole.json"]]);
        Assert.Equal((1, 1), (one.ExitCode, merge.ExitCode));
        Assert.Equal(_scratch.Read("whole.json"), _scratch.Read("all.json"));
    }

    [Fact]
    public void APodWithWrongOptionsEndsTheJob()
    {
        ProcessRun pod = Run("prove.yaml", ("JOB_COMPLETION_INDEX", "0"), ("LUO_OPTIONS", "--programs none"));
        Assert.Equal(2, pod.ExitCode);
        Assert.Contains("'none'", pod.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("merge.yaml").ExitCode);
    }

    public void Dispose() => _scratch.Dispose();

    /// <summary>Does what a pod does, on this machine and in 3 parts.</summary>
    private ProcessRun Run(string file, params (string Name, string Value)[] variables)
    {
        _scratch.Program("luo", $"exec {ProcessRun.Command()} \"$@\"");
        V1Container pod = Pod(Job(file));
        Dictionary<string, string> all = pod.Env.ToDictionary(variable => variable.Name, variable => variable.Value);
        all["PATH"] = $"{_scratch.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        all["REPORTS"] = _scratch.Folder;
        all["LUO_SHARD_TOTAL"] = "3";
        all["LUO_OPTIONS"] = Options;
        foreach ((string name, string value) in variables)
        {
            all[name] = value;
        }

        return ProcessRun.Program(pod.Command[0], [.. pod.Command.Skip(1), .. pod.Args], all.Select(each => (each.Key, each.Value)));
    }

    private static V1Container Pod(V1Job job) => Assert.Single(job.Spec.Template.Spec.Containers);

    private static V1Job Job(string file) => (V1Job)Assert.Single(Parse(Text(file)));

    private static string Claim() => ((V1PersistentVolumeClaim)Assert.Single(Parse(Text("reports.yaml")))).Metadata.Name;

    private static List<object> Parse(string text) => KubernetesYaml.LoadAllFromString(text, strict: true);

    private static string Text(string file) => File.ReadAllText(Path.Combine(Manifests, file));
}
