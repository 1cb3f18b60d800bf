package dev.sfcrime.bench.report;

import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlotTests {
    static Stream<Plot> plots() {
        return Stream.of(
                new BarChart(
                        "Catch-up <all>",
                        Axis.fromZero("throughput", "records/s"),
                        List.of(
                                new BarChart.Bar("ours & theirs", 0, Summary.of(310_000, 320_000, 335_000)),
                                new BarChart.Bar("plain loop", 1, Summary.of(788_000))),
                        new LineChart.Level(300_000, "asked")),
                new LineChart(
                        "Latency",
                        Axis.logarithmic("rate", "records/s"),
                        Axis.fromZero("p99", "ms"),
                        List.of(
                                new LineChart.Series(
                                        "one",
                                        List.of(
                                                LineChart.Point.of(0.5, 3),
                                                new LineChart.Point(100_000, Summary.of(40, 50)))),
                                new LineChart.Series("two", List.of(LineChart.Point.of(10, 7))))),
                new ScatterChart(
                        "Throughput against latency",
                        Axis.fromZero("throughput", "records/s"),
                        Axis.overData("p99", "ms"),
                        List.of(new ScatterChart.Group("runs", List.of(new ScatterChart.Point(5, 7, "base")))),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("plots")
    void everyPlotIsWellFormedAndTellsWhatItShows(Plot plot) throws Exception {
        Document document = parsed(plot.toSvg());

        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(plot.title());
    }

    @ParameterizedTest
    @MethodSource("plots")
    void everyPlotNamesItsUnits(Plot plot) {
        assertThat(plot.toSvg()).contains("[records/s]");
    }

    @ParameterizedTest
    @MethodSource("plots")
    void everyPlotKnowsDarkPages(Plot plot) {
        assertThat(plot.toSvg()).contains("prefers-color-scheme: dark");
    }

    @ParameterizedTest
    @MethodSource("plots")
    void nothingLiesOutsideOfThePicture(Plot plot) throws Exception {
        Document document = parsed(plot.toSvg());
        double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));

        assertThat(coordinates(document, "text", "x")).allMatch(x -> x >= 0 && x <= width);
        assertThat(coordinates(document, "rect", "width")).allMatch(bar -> bar >= 0 && bar <= width);
    }

    @Test
    void theSameFiguresGiveTheSameBytes() {
        assertThat(plots().map(Plot::toSvg))
                .containsExactlyElementsOf(plots().map(Plot::toSvg).toList());
    }

    @Test
    void aLogarithmicAxisRefusesZero() {
        LineChart plot = new LineChart(
                "zero",
                Axis.logarithmic("rate", "records/s"),
                Axis.fromZero("p99", "ms"),
                List.of(new LineChart.Series("one", List.of(LineChart.Point.of(0, 3)))));

        assertThatIllegalArgumentException().isThrownBy(plot::toSvg).withMessageContaining("positive");
    }

    private static List<Double> coordinates(Document document, String element, String attribute) {
        NodeList nodes = document.getElementsByTagName(element);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> nodes.item(i).getAttributes().getNamedItem(attribute))
                .filter(node -> node != null)
                .map(node -> Double.parseDouble(node.getNodeValue()))
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
