package io.asyncorm.autoconfigure.library;

public interface Authors extends Named<Author> {

}
