package io.asyncorm.autoconfigure.faultymodel;

import java.util.Iterator;

import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.Model;

@Model(ordering = "nam")
public record Gadget(Long id, String name, @DefaultValue("many") int pieces, Iterator<String> parts) {

}
