using System.ComponentModel;
using Nuke.Common.IO;

namespace Nuke.Common.TestBuilds;

public sealed class ParameterBuild : NukeBuild
{
    public static int Run() => Execute<ParameterBuild>(x => x.Show);

    [Parameter("Distributions to build on", ValueProviderMember = nameof(Distros))] private readonly string[]? Distro;
    [Parameter("Jobs to run at once")] private readonly int Jobs = 2;
    [Parameter("Names", Separator = "+")] private readonly string[] Names = ["x", "y"];
    [Parameter("Words of a sentence")] private readonly string[]? Words;
    [Parameter("A switch")] private readonly bool Flag;
    [Parameter("Yes, no or unknown")] private readonly bool? Maybe;
    [Parameter("Size of the cache.")] public string Size { get; } = "50G";
    [Parameter("Folder of everything")] private readonly AbsolutePath? CephDir;
    [Parameter("A day; default is today")] private readonly DayOfWeek Day = DayOfWeek.Friday;
    [Parameter("Time limit")] private TimeSpan? Limit { get; set; }
    [Parameter("A version")] private readonly Version? Since;
    [Parameter("Named otherwise", Name = "other-name")] private readonly string? Renamed;
    [Parameter("Key of the package feed")] private readonly string? NuGetApiKey;
    [Parameter("Not shown", List = false)] private readonly string? Hidden;
    [Parameter("A password"), Secret] private readonly int? Token;
    [Parameter(Name = "Static")] private static string? s_static;
    [Parameter] private readonly Color? Colour;

    private static IEnumerable<string> Distros => ["debian-12", "debian-13", "leap-42.3"];

    public Target Show => _ => _.Executes(() =>
    {
        foreach (var (name, value) in new (string, object?)[]
                 {
                     ("Distro", List(Distro)), ("Jobs", Jobs), ("Names", List(Names)), ("Words", List(Words)), ("Flag", Flag), ("Maybe", Maybe),
                     ("Size", Size), ("CephDir", CephDir), ("Day", Day), ("Limit", Limit), ("Since", Since), ("Renamed", Renamed),
                     ("NuGetApiKey", NuGetApiKey), ("Token", Token), ("Static", s_static), ("Verbosity", Verbosity), ("Host", Host),
                     ("Local", IsLocalBuild), ("Colour", Colour?.Name), ("Root", RootDirectory),
                 })
            Console.WriteLine($"{name}={value ?? "null"}");
    });

    private static string? List(string[]? values) => values is null ? null : $"[{string.Join('|', values)}]";

    [TypeConverter(typeof(ColorConverter))]
    public sealed record Color(string Name);

    private sealed class ColorConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

        public override object ConvertFrom(ITypeDescriptorContext? context, System.Globalization.CultureInfo? culture, object value) =>
            value is "red" ? new Color("RED") : throw new FormatException($"no colour {value}");
    }
}
