package io.asyncorm.autoconfigure.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * What one file of a changelog includes, each with its attributes.
 *
 * @param files single files
 * @param folders folders of which all is included
 */
record ChangeLogIncludes(List<Map<String, String>> files, List<Map<String, String>> folders) {

	private static final String FILE = "include";

	private static final String FOLDER = "includeAll";

	/** Those of a file in XML, YAML or JSON; in SQL there are none. */
	static ChangeLogIncludes of(Resource resource) {
		ChangeLogIncludes includes = new ChangeLogIncludes(new ArrayList<>(), new ArrayList<>());
		String extension = StringUtils.getFilenameExtension(resource.getFilename());
		try (InputStream content = resource.getInputStream()) {
			if ("xml".equals(extension)) {
				Document document = parser().parse(content);
				add(document, FILE, includes.files);
				add(document, FOLDER, includes.folders);
			}
			else if (extension != null && List.of("yaml", "yml", "json").contains(extension)) {
				includes.addAll(new Yaml(new SafeConstructor(new LoaderOptions())).load(content));
			}
			return includes;
		}
		catch (IOException | SAXException | ParserConfigurationException ex) {
			throw new IllegalStateException("What the changelog " + resource + " includes cannot be read", ex);
		}
	}

	/** Reads nothing but the file. */
	private static DocumentBuilder parser() throws ParserConfigurationException {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setExpandEntityReferences(false);
		DocumentBuilder parser = factory.newDocumentBuilder();
		parser.setEntityResolver((publicId, systemId) -> new InputSource(InputStream.nullInputStream()));
		return parser;
	}

	private static void add(Document document, String name, List<Map<String, String>> includes) {
		NodeList elements = document.getElementsByTagNameNS("*", name);
		for (int i = 0; i < elements.getLength(); i++) {
			NamedNodeMap attributes = ((Element) elements.item(i)).getAttributes();
			Map<String, String> include = new LinkedHashMap<>();
			for (int j = 0; j < attributes.getLength(); j++) {
				include.put(attributes.item(j).getLocalName(), attributes.item(j).getNodeValue());
			}
			includes.add(include);
		}
	}

	private void addAll(@Nullable Object node) {
		if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (key.equals(FILE)) {
					this.files.add(attributes(value));
				}
				else if (key.equals(FOLDER)) {
					this.folders.add(attributes(value));
				}
				else {
					addAll(value);
				}
			});
		}
		else if (node instanceof Iterable<?> list) {
			list.forEach(this::addAll);
		}
	}

	private static Map<String, String> attributes(@Nullable Object value) {
		Map<String, String> attributes = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, attribute) -> attributes.put(String.valueOf(name), String.valueOf(attribute)));
		}
		return attributes;
	}

}
